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
        var tally = HourlyTally(of: scopes.count, from: since, to: until)
        // There are few teams and models, so one report by either tells all scopes that look at nothing else. A scope that
        // looks at more is one callsite, user or tag among thousands, or one model of a team, and is asked for by itself.
        for (key, indices) in [
            (SpendKey.team, scopes.indices.filter { scopes[$0].isOfTeam }),
            (.model, scopes.indices.filter { scopes[$0].isOfModel }),
        ] where !indices.isEmpty {
            let names = Set(indices.map { scopes[$0].name(of: key) })
            if names.count == 1 {
                guard let narrowed = filter.narrowed(to: scopes[indices[0]]) else { continue }
                tally.add(try await store.spend(by: [.hour], filter: narrowed)) { _ in indices }
            } else {
                let all = indices.filter { scopes[$0].name(of: key) == nil }
                let named = Dictionary(grouping: indices.filter { !all.contains($0) }) { scopes[$0].name(of: key) }
                let wanted = named.mapValues { all + $0 }
                tally.add(try await store.spend(by: [.hour, key], filter: filter)) { wanted[$0[1]] ?? all }
            }
        }
        for index in scopes.indices where !scopes[index].isOfTeam && !scopes[index].isOfModel {
            guard let narrowed = filter.narrowed(to: scopes[index]) else { continue }
            tally.add(try await store.spend(by: [.hour], filter: narrowed)) { _ in [index] }
        }
        return tally.histories
    }
}

extension BudgetScope {
    /// Whether the scope is everything, or one team.
    fileprivate var isOfTeam: Bool { isWide && model == nil }

    /// Whether the scope is one model.
    fileprivate var isOfModel: Bool { isWide && model != nil && team == nil }

    private var isWide: Bool { callsite == nil && user == nil && tags.isEmpty }

    /// What the scope wants of a key; `nil` where anything will do.
    fileprivate func name(of key: SpendKey) -> String? { key == .team ? team : model }
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
