import Ledger

/// Reads the calls of an export as tables, several at a time, and hands out their rows as CSV in order.
struct CallTablePages {
    /// A page that was read and written.
    private struct Page: Sendable {
        var number: Int
        var rows: Int
        var bytes: [UInt8]
        /// Who wrote it, and is free for another.
        var formatter: CallFormatter
    }

    /// How many sequence numbers a page has: about a megabyte of rows.
    static let pageSize: Int64 = 4096
    /// How many pages are made at a time: while one is written, the store's two readers have others.
    private static let lanes = 3
    /// How many pages there are at most, from the one that is handed out on.
    static let pagesHeld = 6

    private let store: any LedgerStore
    private let filter: CallFilter
    private let last: Int64

    /// The calls that a filter lets through, up to a sequence number.
    init(store: any LedgerStore, filter: CallFilter, through last: Int64) {
        self.store = store
        self.filter = filter
        self.last = last
    }

    /// Hands out all rows.
    ///
    /// - Returns: How many there were.
    func write(to output: ([UInt8]) async throws -> Void) async throws -> Int64 {
        let count = Int((last + Self.pageSize - 1) / Self.pageSize)
        return try await withThrowingTaskGroup(of: Page.self) { group in
            var free = (0..<Self.lanes).map { _ in CallFormatter() }
            var ready: [Int: Page] = [:]
            var next = 0
            var written: Int64 = 0
            for due in 0..<count {
                while ready[due] == nil {
                    while next < count, next < due + Self.pagesHeld, let formatter = free.popLast() {
                        let number = next
                        group.addTask { try await page(number, formatter) }
                        next += 1
                    }
                    guard let page = try await group.next() else { break }
                    ready[page.number] = page
                    free.append(page.formatter)
                }
                guard let page = ready.removeValue(forKey: due), page.rows > 0 else { continue }
                try Task.checkCancellation()
                try await output(page.bytes)
                written += Int64(page.rows)
            }
            return written
        }
    }

    private func page(_ number: Int, _ formatter: CallFormatter) async throws -> Page {
        let first = Int64(number) * Self.pageSize + 1
        let table = try await store.callTable(filter, in: first...min(first + Self.pageSize - 1, last))
        return Page(number: number, rows: table.count, bytes: formatter.csv(table), formatter: formatter)
    }
}
