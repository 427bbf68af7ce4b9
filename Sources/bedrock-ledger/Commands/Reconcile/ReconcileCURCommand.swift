public import ArgumentParser
import Ledger
import LedgerReports
import Pricing
public import Reconciliation

/// Compares the ledger with an AWS cost and usage report.
struct ReconcileCURCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cur",
        abstract: "Compare a month with an AWS cost and usage report: CUR 2.0 as CSV, gzip or not.",
        discussion: """
            Tokens are compared by model and kind, in UTC days. What the bill has beyond the ledger is traffic that \
            bypassed it. AWS completes a day within two, so younger days are left out unless asked for.

            Exits with 3 where something was found.

            EXAMPLES:
              bedrock-ledger reconcile cur --month 2026-10 bill-00001.csv.gz bill-00002.csv.gz
              bedrock-ledger reconcile cur --month 2026-10 --map names.json --strict bill.csv
              bedrock-ledger reconcile cur --month 2026-10 --book --team platform bill.csv
            """)

    @Argument(help: "The files of one export.")
    var files: [String]

    @Option(help: ArgumentHelp("The month to compare, in UTC.", valueName: "2026-10"))
    var month: Month

    @Option(help: ArgumentHelp("By how many percent of the larger figure two may differ.", valueName: "percent"))
    var tolerance = Tolerance.standard

    @Option(
        help: ArgumentHelp(
            "A JSON object of names on the bill and the models they stand for: {\"Claude4.6Opus\": \"anthropic.…\"}.",
            valueName: "file"))
    var map: String?

    @Flag(help: "Names of models that are not declared are findings too.")
    var strict = false

    @Flag(help: "Compare the last two days too, which AWS may not have completed.")
    var allDays = false

    @Option(help: "How many tokens a unit counts whose name does not say, such as \"Units\".")
    var unit = UnitSize.million

    @Option(help: "The tag on the bill whose values are teams, to be compared with those of the ledger.")
    var teamTag: String?

    @Flag(help: "Book what the bill has beyond the ledger as adjustments; no recorded row is touched.")
    var book = false

    @Option(help: "The team that pays for adjustments.")
    var team = Attribution.unknownTeam

    @OptionGroup var format: FormatOptions
    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        let names = try names()
        let models = Set(try rates.card().models.keys)
        let now = Timestamp.now()
        let options = try options(now: now)
        let comparison = try await ledger.withLedger(ifAbsent: .fail) { store in
            let reconciler = BillReconciler(store: store, names: names, knownModels: models, options: options)
            do {
                let comparison = try await reconciler.compare(files)
                if book { try await self.book(comparison, reconciler, store, at: now) }
                return comparison
            } catch let error as BillError {
                throw CommandFailure(.usage, error.description)
            }
        }
        try ComparisonReport(comparison).print(as: format.or(.table))
        if !comparison.isClean(strictly: strict) { throw QuietExit(.findings) }
    }

    private func names() throws -> BillingNames {
        guard let map else { return BillingNames() }
        guard let names = BillingNames(overlay: try JSONFile.read(map)) else {
            throw CommandFailure(
                .usage, "\(map) is no object of names and models: {\"Claude4.6Opus\": \"anthropic.…\"}")
        }
        return names
    }

    private func options(now: Timestamp) throws -> BillReconciler.Options {
        let settled = now.startOfDay.advanced(byMilliseconds: -86_400_000)
        let end = allDays ? month.end : min(month.end, settled)
        guard end > month.start else {
            throw CommandFailure(
                .usage, "AWS has completed no day of \(month.name) yet; compare it all the same with --all-days")
        }
        var options = BillReconciler.Options(period: month.start..<end)
        options.tolerance = tolerance
        options.unnamedUnit = unit.powerOfTen
        options.teamTag = teamTag
        return options
    }

    private func book(
        _ comparison: BillComparison, _ reconciler: BillReconciler, _ store: any LedgerStore, at now: Timestamp
    ) async throws {
        let calls = try await reconciler.adjustments(for: comparison, team: team, at: now)
        for (call, outcome) in zip(calls, try await store.record(calls)) {
            let amount = call.cost.total?.display ?? ""
            switch outcome {
            case .recorded, .corrected: StandardError.note("booked \(call.id): \(amount) for team \(team)")
            case .duplicate: StandardError.note("\(call.id) was booked before")
            case .conflict(let reason), .invalid(let reason):
                throw CommandFailure(.failure, "\(call.id) cannot be booked: \(reason)")
            }
        }
    }
}

extension Tolerance: ExpressibleByArgument {
    /// A percentage such as `1` or `0.5`.
    public init?(argument: String) {
        self.init(percent: argument)
    }

    /// The percentage as it is written.
    public var defaultValueDescription: String { percent }
}
