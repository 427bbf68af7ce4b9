import ArgumentParser
import Ledger
import LedgerReports

/// Answers who spent what.
struct SpendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spend",
        abstract: "Show spend by team, callsite, model, day and more.",
        discussion: """
            The total equals the sum of the rows to the last digit. Hours, days and months are in UTC; --since is \
            inclusive, --until exclusive. Calls without a known price are counted, not in the cost. On a terminal a bar \
            stands behind each row, and its last fourteen days.

            EXAMPLES:
              bedrock-ledger spend --by team,callsite --since month
              bedrock-ledger spend --by day --team search --since 7d --format csv
              bedrock-ledger spend --by model,tag:env --since last-month
            """)

    @Option(help: ArgumentHelp("What to group by, with commas: \(SpendKey.allNames).", valueName: "keys"))
    var by = SpendKeyList([.team, .callsite])

    @OptionGroup var filter: FilterOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        let calls = try filter.filter(rates: rates)
        let form = try format.or(.table)
        let width = form == .table ? Terminal.width : nil
        let (report, trends) = try await ledger.withLedger(ifAbsent: .fail) { store in
            let report = try await store.spend(by: by.keys, filter: calls)
            return (report, width == nil ? [:] : try await SpendTrends.load(of: report, filter: calls, from: store))
        }
        let rendering = SpendRendering(report)
        let bytes =
            switch form {
            case .table: Array((width.map { rendering.table(width: $0, trends: trends) } ?? rendering.table).utf8)
            case .json: Array(rendering.json.utf8)
            case .jsonl: Array(rendering.jsonLines.utf8)
            case .csv: rendering.csv
            }
        try StandardOutput.write(bytes)
    }
}
