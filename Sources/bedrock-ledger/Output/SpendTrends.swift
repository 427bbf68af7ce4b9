import Ledger
import Pricing

/// What the rows of a report cost in the days before, for the small charts behind them.
enum SpendTrends {
    /// How many days a trend has.
    static let days: Int64 = 14

    /// The last fourteen days of each row, oldest first; nothing for a report by time, which is a trend itself.
    static func load(
        of report: SpendReport, filter: CallFilter, from store: any LedgerStore
    ) async throws(LedgerError) -> [[String?]: [Money]] {
        guard !report.keys.isEmpty, report.keys.count < SpendKey.maximumKeys, !report.keys.contains(where: \.isTime)
        else { return [:] }
        let day: Int64 = 86_400_000
        let end = (filter.until ?? .now()).advanced(byMilliseconds: -1).startOfDay.advanced(byMilliseconds: day)
        let start = end.advanced(byMilliseconds: -days * day)
        var narrowed = filter
        narrowed.since = max(filter.since ?? start, start)
        guard let since = narrowed.since, since < (filter.until ?? end) else { return [:] }
        var trends: [[String?]: [Money]] = [:]
        for row in try await store.spend(by: [.day] + report.keys, filter: narrowed).rows {
            guard let text = row.key[0], let moment = Timestamp(iso8601: text) else { continue }
            let index = Int((moment.milliseconds - start.milliseconds) / day)
            guard (0..<Int(days)).contains(index) else { continue }
            trends[Array(row.key.dropFirst()), default: Array(repeating: .zero, count: Int(days))][index] +=
                row.figures.cost
        }
        return trends
    }
}
