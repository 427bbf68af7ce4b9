public import Ledger

/// Writes calls one a row, in order of recording, as CSV or JSON lines.
///
/// It reads pages up to the newest call at the start, so that writers go on meanwhile, the write-ahead log stays small and
/// the export is one consistent cut. Memory stays constant.
public struct CallExport: Sendable {
    /// The form of the rows.
    public enum Format: Sendable, Hashable {
        /// RFC 4180, with a header.
        case csv
        /// One JSON object a line.
        case jsonLines
    }

    private let store: any LedgerStore
    private let filter: CallFilter
    private let format: Format

    /// How many calls are read at once.
    static let pageSize = 1000

    /// An export of the calls that a filter lets through.
    public init(store: any LedgerStore, filter: CallFilter, format: Format) {
        self.store = store
        self.filter = filter
        self.format = format
    }

    /// Writes all rows.
    ///
    /// - Parameter output: Takes the next bytes; what it throws ends the export.
    /// - Returns: How many calls were written.
    /// - Throws: What the store or the output throws.
    @discardableResult
    public func write(to output: ([UInt8]) async throws -> Void) async throws -> Int64 {
        let last = try await store.lastSequence()
        switch format {
        case .csv:
            var header = CSVWriter()
            header.row(CallRow.columns)
            try await output(header.takeBytes())
            return try await CallTablePages(store: store, filter: filter, through: last).write(to: output)
        case .jsonLines: return try await writeLines(through: last, to: output)
        }
    }

    private func writeLines(through last: Int64, to output: ([UInt8]) async throws -> Void) async throws -> Int64 {
        var written: Int64 = 0
        var page = try await page(after: 0, through: last)
        while let end = page.last {
            try Task.checkCancellation()
            let present = page
            // One page is read while the one before it is written; more are never held.
            async let next = self.page(after: end.sequence, through: last)
            var bytes: [UInt8] = []
            for call in present {
                bytes += CallRow(call).json.utf8
                bytes.append(UInt8(ascii: "\n"))
            }
            try await output(bytes)
            written += Int64(present.count)
            page = try await next
        }
        return written
    }

    private func page(after position: Int64, through last: Int64) async throws -> [RecordedCall] {
        guard position < last else { return [] }
        return try await store.calls(filter, after: position, through: last, limit: Self.pageSize)
    }
}
