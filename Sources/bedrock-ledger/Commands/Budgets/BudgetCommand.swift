import ArgumentParser

/// The group of commands on budgets.
struct BudgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "budget",
        abstract: "Set, list, raise, remove and suggest budgets.",
        discussion: """
            A budget covers the calls that match all of its --team, --callsite, --model, --user and --tag; without any \
            of them it covers the whole ledger. A hard budget refuses what does not fit before it is sent; a soft one \
            reports that it is over.

            EXAMPLES:
              bedrock-ledger budget set search --team search --limit 500 \\
                --period month
            """,
        subcommands: [
            BudgetSetCommand.self, BudgetListCommand.self, BudgetShowCommand.self, BudgetRaiseCommand.self,
            BudgetRemoveCommand.self, BudgetSuggestCommand.self,
        ])
}
