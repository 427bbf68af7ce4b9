import ArgumentParser
import Ledger

/// Lists the alerts of a ledger.
struct AlertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "List what budgets and prices gave cause to tell, newest first, and whether it was delivered.",
        discussion: """
            EXAMPLES:
              bedrock-ledger alerts
              bedrock-ledger alerts --limit 10 --format json | jq -r '.alerts[].text'
            """)

    @Option(help: ArgumentHelp("The most alerts that are listed, up to 10,000.", valueName: "count"))
    var limit = 100

    @OptionGroup var format: FormatOptions
    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        guard Alert.pageSizes.contains(limit) else { throw ValidationError("--limit must be 1 to 10000") }
    }

    func run() async throws {
        let alerts = try await ledger.withAlerts(ifAbsent: .fail) { try await $0.alerts(limit: limit) }
        try ObjectListing.alerts.print(alerts, as: format.or(.table))
    }
}
