public import Ledger
public import Pricing

/// Writes what was charged as CSV in the form of a profile: calls added up by hour or day, team, callsite, model, kind
/// of token, tier, route and rate.
///
/// It goes through the periods in order and holds the charges of one at a time, so memory does not grow with the ledger.
/// Only calls up to the newest one at the start are in it. Calls without a known price are in no row, because a row has
/// a price; they are counted.
public struct ChargeExport: Sendable {
    /// What was written.
    public struct Summary: Sendable, Hashable {
        /// How many rows, headers apart.
        public var rows: Int64 = 0
        /// In how many files.
        public var parts = 1
        /// The sum of all rows.
        public var cost = Money.zero
        /// How many calls have no known price, and are in no row.
        public var unpricedCalls: Int64 = 0
    }

    private let store: any LedgerStore
    private let filter: CallFilter
    private let profile: ChargeProfile
    private let pricer: Pricer
    private let columns: [ChargeColumn]

    /// How many calls are read at once.
    static let pageSize = 10_000

    /// An export of the calls that a filter lets through.
    ///
    /// The pricer tells who makes a model, and what its cache saved; costs are those of the ledger.
    public init(store: any LedgerStore, filter: CallFilter, profile: ChargeProfile, pricer: Pricer) {
        self.store = store
        self.filter = filter
        self.profile = profile
        self.pricer = pricer
        columns = profile.columns
    }

    /// Writes all rows.
    ///
    /// - Parameter output: Takes the number of the file, from 1 on, and its next bytes; what it throws ends the export. A
    ///   profile with limits starts a new file, with a header of its own, where one is full.
    /// - Returns: What was written.
    /// - Throws: What the store or the output throws.
    public func write(to output: (Int, [UInt8]) throws -> Void) async throws -> Summary {
        let last = try await store.lastSequence()
        let periods = try await store.spend(by: [profile.period], filter: filter)
        var pages = ChargePages(profile: profile, columns: columns)
        for start in periods.rows.compactMap({ $0.key.first ?? nil }).compactMap({ Timestamp(iso8601: $0) }) {
            let book = try await book(from: start, through: last)
            pages.summary.unpricedCalls += book.unpricedCalls
            for charge in book.sorted {
                let vendor = pricer.card.models[charge.key.model]?.vendor
                let row = ChargeRow(charge: charge, periodMilliseconds: profile.periodMilliseconds, vendor: vendor)
                try pages.add(row, to: output)
            }
        }
        return try pages.finish(to: output)
    }

    /// The charges of one period.
    private func book(from start: Timestamp, through last: Int64) async throws -> ChargeBook {
        var book = ChargeBook(start: start)
        var filter = filter
        let end = start.advanced(byMilliseconds: profile.periodMilliseconds)
        filter.since = max(filter.since ?? start, start)
        filter.until = min(filter.until ?? end, end)
        var position: Int64 = 0
        while position < last {
            try Task.checkCancellation()
            let page = try await page(filter, after: position, through: last)
            guard let newest = page.last else { break }
            for recorded in page { book.add(recorded, cacheSavings: cacheSavings(of: recorded.call)) }
            position = newest.sequence
        }
        return book
    }

    /// A function of its own, because Swift 6.3's optimiser crashes on the typed error within the loop.
    @inline(never)
    private func page(_ filter: CallFilter, after position: Int64, through last: Int64) async throws -> [RecordedCall] {
        try await store.calls(filter, after: position, through: last, limit: Self.pageSize)
    }

    private func cacheSavings(of call: Call) -> Money? {
        pricer.cacheSavings(of: call.cost, model: call.requestedModel, region: call.region, at: call.at)
    }
}
