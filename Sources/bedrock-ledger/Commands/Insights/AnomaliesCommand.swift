import ArgumentParser
import Insights
import Ledger
import Pricing

/// Finds hours and days that cost far more than usual.
struct AnomaliesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anomalies",
        abstract: "Find the hours and days that cost far more than the same ones before, and the callsite behind each.",
        discussion: """
            An hour is held against the same hour of the last fourteen days, a day against the last fourteen days: it is \
            an anomaly above a dollar and above the median and five times its median absolute deviation. The exit code is \
            0 whether there are any or not. docs/forecast.md has the rule.

            EXAMPLES:
              bedrock-ledger anomalies
              bedrock-ledger anomalies --since month --slot day --team search
            """)

    @Option(help: ArgumentHelp("The first moment, inclusive: \(Moment.forms); 7d unless given.", valueName: "time"))
    var since = Moment.ago(TimeSpan(milliseconds: 7 * 86_400_000))

    @Option(help: ArgumentHelp("The last moment, exclusive; the same forms.", valueName: "time"))
    var until = Moment.now

    @Option(help: "What is compared: only hours, or only days; both unless given.")
    var slot: SpendAnomaly.Slot?

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        let now = Timestamp.now()
        let from = since.timestamp(now: now)
        let to = min(until.timestamp(now: now), now)
        guard from < to else {
            throw CommandFailure(
                .usage, "--since (\(from.iso8601)) has to lie before --until (\(to.iso8601)) and before now")
        }
        let filter = try scope.filter(rates: rates)
        let anomalies = try await ledger.withLedger(ifAbsent: .fail) { store in
            try await AnomalySearch(store: store, filter: filter)
                .anomalies(of: slot.map { [$0] } ?? SpendAnomaly.Slot.allCases, from: from, to: to)
        }
        if anomalies.isEmpty { StandardError.note("no anomalies; a slot with fewer than seven before it is never one") }
        try ObjectListing.anomalies.print(anomalies, as: format.or(.table))
    }
}
