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
        var costs = Array(repeating: [Timestamp: Money](), count: scopes.count)
        var hours: [String: Timestamp] = [:]
        func add(_ report: SpendReport, to scopes: ([String?]) -> [Int]) {
            for row in report.rows {
                guard let text = row.key[0], let hour = hours[text] ?? Timestamp(iso8601: text) else { continue }
                hours[text] = hour
                for index in scopes(Array(row.key.dropFirst())) {
                    costs[index][hour, default: .zero] += row.figures.cost
                }
            }
        }
        // There are few teams and models, so one report by both tells all scopes that look at nothing else. A scope that
        // looks at more is one callsite, user or tag among thousands, and is asked for by itself.
        let wide = scopes.indices.filter { scopes[$0].isWide }
        if !wide.isEmpty {
            let keys = Self.keys(of: wide.map { scopes[$0] })
            let wanted = wide.map { (index: $0, values: scopes[$0].values(of: keys)) }
            var known: [[String?]: [Int]] = [:]
            add(try await store.spend(by: [.hour] + keys, filter: filter)) { key in
                if let indices = known[key] { return indices }
                let indices = wanted.filter { zip($0.values, key).allSatisfy { $0 == nil || $0 == $1 } }.map(\.index)
                known[key] = indices
                return indices
            }
        }
        for index in scopes.indices where !scopes[index].isWide {
            guard let narrowed = filter.narrowed(to: scopes[index]) else { continue }
            add(try await store.spend(by: [.hour], filter: narrowed)) { _ in [index] }
        }
        return costs.map { HourlySpend(from: since, to: until, costs: $0) }
    }

    /// Everything that any of the scopes looks at, teams and models.
    private static func keys(of scopes: [BudgetScope]) -> [SpendKey] {
        (scopes.contains { $0.team != nil } ? [.team] : []) + (scopes.contains { $0.model != nil } ? [.model] : [])
    }
}

extension BudgetScope {
    /// Whether the scope looks at nothing but teams and models.
    fileprivate var isWide: Bool { callsite == nil && user == nil && tags.isEmpty }

    /// What the scope wants of each key; `nil` where anything will do.
    fileprivate func values(of keys: [SpendKey]) -> [String?] {
        keys.map { $0 == .team ? team : model }
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
