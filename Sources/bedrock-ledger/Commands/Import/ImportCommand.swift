import ArgumentParser

/// The commands that bring in calls from elsewhere.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring in calls that were made elsewhere.",
        discussion: """
            EXAMPLES:
              bedrock-ledger import invocation-logs logs/
            """,
        subcommands: [ImportInvocationLogsCommand.self])
}
