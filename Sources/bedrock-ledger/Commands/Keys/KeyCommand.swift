import ArgumentParser

/// The group of commands on keys.
struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Create, list and revoke keys of the gateway.",
        discussion: """
            A key decides which team pays. It is an access key pair for AWS SDKs and a bearer token in one.

            EXAMPLES:
              bedrock-ledger key create --team search --expires 90d
            """,
        subcommands: [KeyCreateCommand.self, KeyListCommand.self, KeyRevokeCommand.self])
}
