import ArgumentParser

/// The family of commands on the chain over what was recorded.
struct ChainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chain",
        abstract: "Take out what proves later that nothing recorded was changed.",
        discussion: """
            EXAMPLES:
              bedrock-ledger chain head --format json > head.json
              bedrock-ledger verify --chain --head head.json
            """,
        subcommands: [ChainHeadCommand.self])
}
