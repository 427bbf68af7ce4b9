import ArgumentParser

/// The prices that calls are priced with.
struct RatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rates",
        abstract: "Look at the rate card: what each model costs, and how sure the card is of it.",
        discussion: """
            EXAMPLES:
              bedrock-ledger rates list
              bedrock-ledger rates show us.anthropic.claude-sonnet-5-5
              bedrock-ledger rates diff our-discounts.json
            """,
        subcommands: [
            RatesListCommand.self, RatesShowCommand.self, RatesCheckCommand.self, RatesDiffCommand.self,
        ])
}
