import Ledger

extension CallFilter {
    /// Whether a budget's scope is the filter's own or lies within it, so that it belongs in the filter's report.
    func mayCover(_ scope: BudgetScope) -> Bool {
        (team == nil || team == scope.team) && (callsite == nil || callsite == scope.callsite)
            && (model == nil || model == scope.model) && (user == nil || user == scope.user)
            && tags.allSatisfy { scope.tags[$0.key] == $0.value }
    }
}
