import ArgumentParser
import FoundationEssentials

/// The command line's root: it holds the tree of commands, and gives every ending its exit code.
@main
struct BedrockLedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bedrock-ledger",
        abstract: "The cost ledger for AWS Bedrock: prices calls exactly, caps spend, answers who spent what.",
        version: Version.current,
        groupedSubcommands: [
            CommandGroup(
                name: "Calls",
                subcommands: [
                    ConverseCommand.self, CostCommand.self, RecordCommand.self, ImportCommand.self, RatesCommand.self,
                ]),
            CommandGroup(
                name: "Caps",
                subcommands: [
                    BudgetCommand.self, ReserveCommand.self, SettleCommand.self, ReleaseCommand.self,
                    ReservationsCommand.self,
                ]),
            CommandGroup(
                name: "Reports",
                subcommands: [
                    SpendCommand.self, WatchCommand.self, ForecastCommand.self, AnomaliesCommand.self,
                    DashboardCommand.self, CallCommand.self, ExportCommand.self, ReportCommand.self,
                    AdviseCommand.self,
                    ReconcileCommand.self,
                ]),
            CommandGroup(
                name: "Upkeep",
                subcommands: [
                    RepriceCommand.self, VerifyCommand.self, ChainCommand.self, MigrateCommand.self, BackupCommand.self,
                    PruneCommand.self,
                ]),
            CommandGroup(name: "Answers", subcommands: [RepairCommand.self]),
            CommandGroup(
                name: "Service",
                subcommands: [ServeCommand.self, KeyCommand.self, AlertsCommand.self, EmulateCommand.self]),
        ])

    // Taken before the command's name too; each command has the groups that it heeds.
    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var ratesOptions: RatesOptions
    @OptionGroup var formatOptions: FormatOptions

    static func main() async {
        Host.fillStandardDescriptors()
        let status = await Interruption.value(of: Task { await perform() })
        exit(withError: ExitCode(status.rawValue))
    }

    private static func perform() async -> CommandStatus {
        do {
            var command = try parsed()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return .success
        } catch {
            return CommandEnd.report(error)
        }
    }

    /// The command that is meant, with what the environment and a file say of it.
    private static func parsed() throws -> any ParsableCommand {
        let line = try ConfiguredArguments(
            Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment)
        do {
            return try parseAsRoot(line.arguments)
        } catch {
            throw line.explained(error)
        }
    }
}
