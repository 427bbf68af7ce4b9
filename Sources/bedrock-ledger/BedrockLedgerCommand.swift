import ArgumentParser

/// The command line's root: it holds the tree of commands, and gives every ending its exit code.
@main
struct BedrockLedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bedrock-ledger",
        abstract: "The cost ledger for AWS Bedrock: prices calls exactly, caps spend, answers who spent what.",
        version: Version.current,
        subcommands: [CostCommand.self, RatesCommand.self])

    @OptionGroup var ledgerOptions: LedgerOptions

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: ExitCode(CommandEnd.report(error).rawValue))
        }
    }
}
