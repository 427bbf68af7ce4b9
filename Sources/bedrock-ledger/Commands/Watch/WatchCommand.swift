import ArgumentParser
import Ledger
import LedgerReports
import Pricing

/// Shows spend and budgets as they change.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Show spend and budgets live, until it is interrupted.",
        discussion: """
            On a terminal the same place is drawn again; anywhere else a line is printed at the start and at every change. \
            The ledger is only read. Ctrl-C ends it.

            EXAMPLES:
              bedrock-ledger watch
              bedrock-ledger watch --interval 10s --by team --since month
              bedrock-ledger watch --format jsonl | jq .cost_usd
            """)

    @Option(
        help: ArgumentHelp("How long to wait between two looks, as 500ms or 2s; at least 100ms.", valueName: "time"))
    var interval = WaitingTime(milliseconds: 2000)

    @Option(help: ArgumentHelp("What spend is grouped by, with commas: \(SpendKey.allNames).", valueName: "keys"))
    var by = SpendKeyList([.team, .callsite])

    @Option(help: ArgumentHelp("The first moment, inclusive, in UTC: \(Moment.forms).", valueName: "time"))
    var since = Moment.startOf(.day)

    @Option(help: ArgumentHelp("How many rows of spend are drawn on a terminal.", valueName: "count"))
    var rows = 12

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        guard interval.milliseconds >= 100 else { throw ValidationError("--interval must be at least 100ms") }
        guard (1...1000).contains(rows) else { throw ValidationError("--rows must be 1 to 1000") }
        guard [nil, .table, .jsonl].contains(format.format) else {
            throw ValidationError("--format is table or jsonl: there is no end at which a document could be whole")
        }
    }

    func run() async throws {
        let filter = try scope.filter(rates: rates)
        try await ledger.withReadOnlyLedger { store in
            var last: WatchView?
            var drawn = 0
            while !Task.isCancelled {
                let view = try await look(at: store, filter)
                if let size = format.format == .jsonl ? nil : Terminal.size {
                    let text = view.screen(width: size.width, height: size.height, rows: rows)
                    try StandardOutput.write(Array((Terminal.back(lines: drawn) + text).utf8))
                    drawn = text.count { $0 == "\n" }
                } else if last?.hasSameFigures(as: view) != true {
                    try StandardOutput.print(format.format == .jsonl ? view.json : view.line)
                }
                last = view
                // Interrupted is how it ends.
                do { try await Task.sleep(for: .milliseconds(interval.milliseconds)) } catch { return }
            }
        }
    }

    private func look(at store: any LedgerStore, _ filter: CallFilter) async throws -> WatchView {
        let now = Timestamp.now()
        var calls = filter
        calls.since = since.timestamp(now: now)
        let report = try await store.spend(by: by.keys, filter: calls)
        let budgets = try await store.budgets().filter { filter.mayCover($0.budget.scope) }
        return WatchView(at: now, report: report, budgets: budgets)
    }
}
