import Ledger
import Pricing

/// Reads the histories of many scopes in as few questions to the ledger as can be.
enum ScopeHistories {
    /// What each scope cost by the hour.
    ///
    /// - Parameters:
    ///   - scopes: What is asked for.
    ///   - store: The ledger.
    ///   - filter: Which calls count at all; its times are those of the histories, and both have to be there.
    /// - Returns: A history for each scope, in order.
    /// - Throws: What the ledger throws.
    static func load(
        _ scopes: [BudgetScope], from store: any LedgerStore, filter: CallFilter
    ) async throws(LedgerError) -> [HourlySpend] {
        guard let since = filter.since, let until = filter.until else { return [] }
        let keys = Self.keys(of: scopes)
        guard keys.count < SpendKey.maximumKeys else {
            var histories: [HourlySpend] = []
            for scope in scopes {
                guard let filter = filter.narrowed(to: scope) else {
                    histories.append(HourlySpend(from: since, to: until, costs: [:]))
                    continue
                }
                histories += try await load([BudgetScope()], from: store, filter: filter)
            }
            return histories
        }
        let report = try await store.spend(by: [.hour] + keys, filter: filter)
        var costs = Array(repeating: [Timestamp: Money](), count: scopes.count)
        let wanted = scopes.map { $0.values(of: keys) }
        var hours: [String: Timestamp] = [:]
        for row in report.rows {
            guard let text = row.key[0], let hour = hours[text] ?? Timestamp(iso8601: text) else { continue }
            hours[text] = hour
            for (index, values) in wanted.enumerated()
            where zip(values, row.key.dropFirst()).allSatisfy({ $0 == nil || $0 == $1 }) {
                costs[index][hour, default: .zero] += row.figures.cost
            }
        }
        return costs.map { HourlySpend(from: since, to: until, costs: $0) }
    }

    /// Everything that any of the scopes looks at.
    private static func keys(of scopes: [BudgetScope]) -> [SpendKey] {
        var keys: [SpendKey] = []
        if scopes.contains(where: { $0.team != nil }) { keys.append(.team) }
        if scopes.contains(where: { $0.callsite != nil }) { keys.append(.callsite) }
        if scopes.contains(where: { $0.model != nil }) { keys.append(.model) }
        if scopes.contains(where: { $0.user != nil }) { keys.append(.user) }
        return keys + Set(scopes.flatMap(\.tags.keys)).sorted().map { .tag($0) }
    }
}

extension BudgetScope {
    /// What the scope wants of each key; `nil` where anything will do.
    fileprivate func values(of keys: [SpendKey]) -> [String?] {
        keys.map { key in
            switch key {
            case .team: team
            case .callsite: callsite
            case .model: model
            case .user: user
            case .tag(let name): tags[name]
            case .region, .operation, .hour, .day, .month: nil
            }
        }
    }
}

extension CallFilter {
    /// The filter with a scope's demands added; `nil` where the two exclude each other.
    fileprivate func narrowed(to scope: BudgetScope) -> CallFilter? {
        var result = self
        func merge(_ own: String?, _ other: String?) -> String?? {
            guard let own, let other, own != other else { return .some(own ?? other) }
            return nil
        }
        guard let team = merge(team, scope.team), let callsite = merge(callsite, scope.callsite),
            let model = merge(model, scope.model), let user = merge(user, scope.user),
            scope.tags.allSatisfy({ tags[$0.key] == nil || tags[$0.key] == $0.value })
        else { return nil }
        result.team = team
        result.callsite = callsite
        result.model = model
        result.user = user
        result.tags.merge(scope.tags) { own, _ in own }
        return result
    }
}
