public import Ledger
public import Pricing

/// What the prompt cache saved or cost each callsite, and where a cache could save something.
public struct CachingAdvice: Sendable, Hashable {
    /// What to do about a callsite.
    public enum Verdict: String, Sendable, Hashable, CaseIterable {
        /// More is paid for writing to the cache than reading from it saves: cache less, or what is read more often.
        case costs
        /// Nothing is cached, and a common beginning of the calls could be.
        case possible
        /// The cache saves money.
        case saves
        /// A cache is used, by calls without a known price.
        case unknown
        /// There is nothing to gain.
        case none
    }

    /// One team, callsite and model.
    public struct Row: Sendable, Hashable {
        /// The team.
        public var team: String
        /// The place in the caller's code.
        public var callsite: String
        /// The model.
        public var model: String
        /// How many calls with input there were.
        public var calls: Int64 = 0
        /// Input tokens that were neither read from nor written to a cache.
        public var freshTokens: Int64 = 0
        /// Input tokens that were read from a cache.
        public var readTokens: Int64 = 0
        /// Input tokens that were written to a cache.
        public var writtenTokens: Int64 = 0
        /// What the calls would have cost with all input fresh, less what they cost; may be negative.
        public var saved = Money.zero
        /// Calls with a cache whose price is not known, and which are not in what was saved.
        public var unpricedCalls: Int64 = 0
        /// The most that a cache could have saved: see ``CachingAdvice``; `nil` where a cache is used, or none could.
        public var possible: Money?

        /// The part of the input that was read from a cache, in thousandths, rounded down.
        public var hitThousandths: Int64 {
            let input = Int128(freshTokens) + Int128(readTokens) + Int128(writtenTokens)
            return input > 0 ? Int64(Int128(readTokens) * 1000 / input) : 0
        }

        /// What to do.
        public var verdict: Verdict {
            guard readTokens + writtenTokens == 0 else {
                if saved == .zero { return unpricedCalls > 0 ? .unknown : .none }
                return saved < .zero ? .costs : .saves
            }
            return possible == nil ? .none : .possible
        }
    }

    /// The rows: those that cost money first, then what is possible, then what saves, each with the largest amounts first.
    public var rows: [Row]

    /// The sum of what was saved.
    public var saved: Money { rows.reduce(.zero) { $0 + $1.saved } }
}

extension CachingAdvice {
    private static let pageSize = 10_000

    /// Looks at the calls that a filter lets through.
    ///
    /// What is possible is a bound, for the ledger holds no prompts: it assumes that the calls of a callsite begin with the
    /// same tokens, as many as its shortest call has; that these are cached for five minutes; and that a call reads them
    /// where the one before it was made within that time, and writes them otherwise.
    /// - Throws: What the store throws.
    public init(from store: any LedgerStore, filter: CallFilter, pricer: Pricer) async throws {
        let last = try await store.lastSequence()
        var sums: [CachingSum.Key: CachingSum] = [:]
        var position: Int64 = 0
        while position < last {
            try Task.checkCancellation()
            let page = try await store.calls(filter, after: position, through: last, limit: Self.pageSize)
            guard let newest = page.last else { break }
            for recorded in page {
                let key = CachingSum.Key(recorded.call)
                sums[key, default: CachingSum(key)].add(recorded.call, pricer: pricer)
            }
            position = newest.sequence
        }
        rows = sums.values.filter { $0.row.calls > 0 }.map { $0.finished(pricer) }.sorted(by: Self.precedes)
    }

    private static func precedes(_ left: Row, _ right: Row) -> Bool {
        let order = Verdict.allCases
        if left.verdict != right.verdict {
            return (order.firstIndex(of: left.verdict) ?? 0) < (order.firstIndex(of: right.verdict) ?? 0)
        }
        let (leftAmount, rightAmount) = (left.amount, right.amount)
        if leftAmount != rightAmount { return leftAmount > rightAmount }
        return (left.team, left.callsite, left.model) < (right.team, right.callsite, right.model)
    }
}

extension CachingAdvice.Row {
    fileprivate var amount: UInt128 { (possible ?? saved).picodollars.magnitude }
}
