import ArgumentParser

/// The family of commands that say where money could be saved.
struct AdviseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advise",
        abstract: "Say where money is or could be saved.",
        discussion: """
            EXAMPLES:
              bedrock-ledger advise caching --since month
            """,
        subcommands: [AdviseCachingCommand.self])
}
