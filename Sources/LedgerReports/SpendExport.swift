public import Ledger
import Pricing

/// Writes spend by day, team, callsite and model as CSV, one row a group, in the order of time.
///
/// It asks for one day after the other, so memory does not grow with the length of the range.
public struct SpendExport: Sendable {
    private static let keys: [SpendKey] = [.day, .team, .callsite, .model]

    private let store: any LedgerStore
    private let filter: CallFilter

    /// An export of the calls that a filter lets through.
    public init(store: any LedgerStore, filter: CallFilter) {
        self.store = store
        self.filter = filter
    }

    /// Writes all rows.
    ///
    /// - Parameter output: Takes the next bytes; what it throws ends the export.
    /// - Returns: How many rows were written, the header apart.
    /// - Throws: What the store or the output throws.
    @discardableResult
    public func write(to output: ([UInt8]) throws -> Void) async throws -> Int64 {
        var rows: Int64 = 0
        try output(SpendRendering.csvHeader(Self.keys))
        for day in try await store.spend(by: [.day], filter: filter).rows {
            try Task.checkCancellation()
            guard let start = day.key.first.flatMap({ $0 }).flatMap({ Timestamp(iso8601: $0) }) else { continue }
            var filter = filter
            let end = start.advanced(byMilliseconds: 86_400_000)
            filter.since = max(filter.since ?? start, start)
            filter.until = min(filter.until ?? end, end)
            let report = try await store.spend(by: Self.keys, filter: filter)
            try output(SpendRendering(report).csvRows)
            rows += Int64(report.rows.count)
        }
        return rows
    }
}
