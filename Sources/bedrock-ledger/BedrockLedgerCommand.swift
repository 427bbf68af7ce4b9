import ArgumentParser

@main
struct BedrockLedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bedrock-ledger", abstract: "The cost ledger for AWS Bedrock.")
}
