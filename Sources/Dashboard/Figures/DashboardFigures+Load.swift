import Insights
public import Ledger
public import Pricing

extension DashboardFigures {
    /// The most refusals that are counted, and listed as CSV.
    static let maximumRefusals = 1000
    /// How many of the newest calls are looked at for failures.
    static let examinedCalls = 500
    /// How many days back anomalies are looked for.
    static let anomalyDays: Int64 = 7

    /// Reads what a view shows, all of it out of the ledger's sums but for the newest calls and the refusals.
    ///
    /// - Parameters:
    ///   - store: The ledger.
    ///   - asked: What is asked for.
    ///   - access: What may be seen.
    ///   - now: The present moment.
    ///   - ratesVersion: The version of the price table.
    /// - Returns: The figures.
    /// - Throws: What the ledger throws.
    public static func load(
        from store: any LedgerStore, query asked: DashboardQuery, access: DashboardAccess, at now: Timestamp,
        ratesVersion: String?
    ) async throws(LedgerError) -> DashboardFigures {
        var query = asked
        if let team = access.team { query.team = team }
        let range = query.period.range(at: now)
        let bucket = Self.bucket(of: range)
        let starts = Self.starts(of: range, bucket: bucket)
        let filter = query.filter(range)
        let before = Self.rangeBefore(range, bucket: bucket, count: starts.count)
        let spend = try await store.spend(by: [bucket, query.grouping.key], filter: filter)
        let previous = try await store.spend(by: [bucket], filter: query.filter(before))
        let callsites = try await callsites(from: store, filter: filter, before: query.filter(before))
        let budgets = try await budgets(from: store, query: query, access: access)
        let forecasts = try await ForecastReport.load(
            from: store, budgets: budgets, filter: query.filter(range), at: now)
        let models = Self.models(of: callsites)
        let newest = try await newestCalls(from: store)
        return DashboardFigures(
            query: query, access: access, now: now, range: range, bucket: bucket, starts: starts, spend: spend,
            previous: Self.costs(
                of: previous, starts: Self.starts(of: before, bucket: bucket), bucket: bucket, count: starts.count),
            previousTotal: previous.total, callsites: callsites.sorted(by: query.sort.precedes), models: models,
            savings: CacheSavings(of: models.map(\.figures)),
            teams: Set(callsites.map(\.team)).sorted(), forecasts: forecasts,
            anomalies: try await anomalies(from: store, query: query, forecasts: forecasts),
            refusals: try await store.refusedReservations(filter, limit: maximumRefusals),
            failures: newest.filter { $0.call.status != .succeeded && query.filter(range).includes($0.call) },
            newestCall: newest.map(\.call).filter {
                $0.at <= now && (access.team == nil || $0.attribution.team == access.team)
            }
            .map(\.at).max(),
            ratesVersion: ratesVersion)
    }

    /// The budgets that belong to what is shown: those of the team, and where everything may be seen, those of no team.
    private static func budgets(
        from store: any LedgerStore, query: DashboardQuery, access: DashboardAccess
    ) async throws(LedgerError) -> [BudgetStatus] {
        let budgets = try await store.budgets().filter { status in
            let team = status.budget.scope.team
            return query.team == nil || team == query.team || (access.team == nil && team == nil)
        }
        return budgets.sorted { left, right in
            let shares = (left.usedPermille, right.usedPermille)
            return shares.0 == shares.1 ? left.budget.name < right.budget.name : shares.0 > shares.1
        }
    }

    /// Whether the amounts of a budget may be seen: those of other teams and of all teams together may not, where only
    /// one team may be.
    func showsBudget(_ name: String) -> Bool {
        access.team == nil || forecasts.budgets.contains { $0.status.budget.name == name }
    }

    private static func callsites(
        from store: any LedgerStore, filter: CallFilter, before: CallFilter
    ) async throws(LedgerError) -> [CallsiteFigures] {
        let keys: [SpendKey] = [.team, .callsite, .model]
        let earlier = try await store.spend(by: keys, filter: before)
        let costs = Dictionary(earlier.rows.map { ($0.key, $0.figures.cost) }, uniquingKeysWith: +)
        return try await store.spend(by: keys, filter: filter).rows.map { row in
            CallsiteFigures(
                team: row.key[0] ?? "", callsite: row.key[1] ?? "", model: row.key[2] ?? "", figures: row.figures,
                previousCost: costs[row.key])
        }
    }

    private static func models(of callsites: [CallsiteFigures]) -> [(name: String, figures: SpendFigures)] {
        var models: [String: SpendFigures] = [:]
        for row in callsites { models[row.model, default: SpendFigures()] += row.figures }
        return models.map { (name: $0.key, figures: $0.value) }
            .sorted { ($1.figures.cost, $0.name) < ($0.figures.cost, $1.name) }
    }

    private static func anomalies(
        from store: any LedgerStore, query: DashboardQuery, forecasts: ForecastReport
    ) async throws(LedgerError) -> [SpendAnomaly] {
        let from = forecasts.at.advanced(byMilliseconds: anomalyDays * -86_400_000)
        let found = SpendAnomaly.Slot.allCases.flatMap {
            AnomalyRule.anomalies(in: forecasts.history, slot: $0, from: from, to: forecasts.at)
        }
        // A day says it all where its hours are anomalies too.
        let days = Set(found.filter { $0.slot == .day }.map(\.start))
        let told = found.filter { $0.slot == .day || !days.contains($0.start.startOfDay) }
        let farthest = told.sorted { $0.cost - $0.threshold > $1.cost - $1.threshold }.prefix(3)
        var filter = query.filter(from..<forecasts.at)
        filter.since = nil
        filter.until = nil
        return try await AnomalySearch(store: store, filter: filter).movers(
            of: Array(farthest), in: forecasts.history)
    }

    private static func newestCalls(from store: any LedgerStore) async throws(LedgerError) -> [RecordedCall] {
        let last = try await store.lastSequence()
        guard last > 0 else { return [] }
        // Those that were pruned cannot be listed.
        let start = try await store.prunings().last?.before
        return try await store.calls(
            CallFilter(since: start), after: max(0, last - Int64(examinedCalls)), through: last, limit: examinedCalls
        ).reversed()
    }
}

extension BudgetStatus {
    /// How much of the limit is spent or held, in thousandths.
    var usedPermille: Int {
        let limit = effectiveLimit.picodollars
        return limit > 0 ? Int(clamping: (spent + reserved).picodollars * 1000 / limit) : 0
    }
}
