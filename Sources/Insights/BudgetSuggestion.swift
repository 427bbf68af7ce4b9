public import Ledger
public import Pricing

/// A limit that history suggests for a budget.
///
/// It is the dearest run of as many days as the period has, within the last 91 full days in UTC, and a fifth more,
/// rounded up to two significant digits and at least a dollar. Where history is shorter than the period, the mean of
/// its days stands for those that are missing. History counts from the first day that cost anything; fewer than three
/// days suggest nothing.
public struct BudgetSuggestion: Sendable, Hashable {
    /// How many days of history are looked at.
    public static let historyDays = 91
    /// The fewest days that suggest anything.
    public static let minimumDays = 3

    /// Whom the budget would be for: the value of the key that was asked for.
    public var name: String
    /// How many days of history there are.
    public var days: Int
    /// What a day cost on average, rounded to the nearest picodollar.
    public var dailyMean: Money
    /// What the dearest run of days cost, or what the mean makes of it.
    public var dearest: Money
    /// The suggested limit.
    public var limit: Money

    /// A suggestion from what each day cost; `nil` with too little history, for nothing spent, or for a budget over
    /// all time.
    ///
    /// - Parameters:
    ///   - name: Whom it is for.
    ///   - dailyCosts: What each full day cost, oldest first.
    ///   - period: The budget's period.
    public init?(name: String, dailyCosts: [Money], period: BudgetPeriod) {
        let costs = Array(dailyCosts.drop { $0 == .zero })
        guard costs.count >= Self.minimumDays, let length = period.days else { return nil }
        let mean = Money.mean(of: costs)
        var sum = costs.prefix(length).reduce(.zero, +)
        var dearest = sum
        for index in costs.indices.dropFirst(length) {
            sum += costs[index] - costs[index - length]
            dearest = max(dearest, sum)
        }
        let missing = max(0, length - costs.count)
        dearest += Money(picodollars: mean.picodollars * Int128(missing))
        guard dearest > .zero else { return nil }
        self.name = name
        days = costs.count
        dailyMean = mean
        self.dearest = dearest
        limit = Self.rounded(dearest.multiplied(by: 6, dividedBy: 5, rounded: .up))
    }

    /// Suggests limits for all values of a key, the largest first.
    ///
    /// - Parameters:
    ///   - store: The ledger.
    ///   - key: What budgets would be for: team, callsite, model, user or a tag.
    ///   - period: The budgets' period.
    ///   - filter: The calls that count; its times are ignored.
    ///   - now: The present moment; its own day is not looked at.
    /// - Returns: The suggestions. Values without enough history are left out, and so are calls that have none.
    /// - Throws: What the ledger throws.
    public static func load(
        from store: any LedgerStore, by key: SpendKey, period: BudgetPeriod, filter: CallFilter = CallFilter(),
        at now: Timestamp
    ) async throws(LedgerError) -> [BudgetSuggestion] {
        let day = 24 * HourlySpend.hour
        var wanted = filter
        let end = now.startOfDay
        let start = end.advanced(byMilliseconds: Int64(historyDays) * -day)
        wanted.since = start
        wanted.until = end
        var costs: [String: [Money]] = [:]
        for row in try await store.spend(by: [.day, key], filter: wanted).rows {
            guard let text = row.key[0], let moment = Timestamp(iso8601: text), let name = row.key[1] else { continue }
            let index = Int((moment.milliseconds - start.milliseconds) / day)
            costs[name, default: Array(repeating: .zero, count: historyDays)][index] += row.figures.cost
        }
        return costs.compactMap { BudgetSuggestion(name: $0, dailyCosts: $1, period: period) }
            .sorted { ($1.limit, $0.name) < ($0.limit, $1.name) }
    }

    /// The amount rounded up to two significant digits of dollars, and at least one dollar.
    private static func rounded(_ amount: Money) -> Money {
        let dollar = Money.picodollarsPerDollar
        guard amount.picodollars > dollar else { return Money(picodollars: dollar) }
        var unit = dollar / 10
        while amount.picodollars >= unit * 100 { unit *= 10 }
        return Money(picodollars: (amount.picodollars + unit - 1) / unit * unit)
    }
}

extension BudgetPeriod {
    /// The most days that a window of the period touches; `nil` for all time.
    fileprivate var days: Int? {
        switch self {
        case .day: 1
        case .week: 7
        case .month: 31
        case .quarter: 92
        case .year: 366
        case .total: nil
        case .rolling(let hours): (hours + 23) / 24
        }
    }
}
