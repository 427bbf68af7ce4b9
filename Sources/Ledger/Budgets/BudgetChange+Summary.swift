public import Pricing

extension BudgetChange {
    /// The entry for a budget that was made, or whose definition was replaced.
    ///
    /// - Returns: `nil` where the definition is the one before, so that nothing changed.
    public static func set(
        _ budget: Budget, replacing old: Budget?, at moment: Timestamp, actor: String
    ) -> BudgetChange? {
        guard let old else {
            let facts = budget.facts.map { "\($0.name) \($0.value)" }
            return BudgetChange(at: moment, actor: actor, kind: .created, summary: facts.joined(separator: ", "))
        }
        let changes = zip(old.facts, budget.facts).filter { $0.value != $1.value }
        guard !changes.isEmpty else { return nil }
        let words = changes.map { "\($0.name) from \($0.value) to \($1.value)" }
        return BudgetChange(at: moment, actor: actor, kind: .changed, summary: words.joined(separator: ", "))
    }

    /// The entry for an increase.
    public static func raised(by raise: BudgetRaise, at moment: Timestamp, actor: String) -> BudgetChange {
        let reason = raise.reason.isEmpty ? "" : ": \(raise.reason)"
        return BudgetChange(
            at: moment, actor: actor, kind: .raised,
            summary: "limit raised by \(raise.amount) until \(raise.until.iso8601)\(reason)")
    }

    /// The entry for a removal.
    public static func removed(_ budget: Budget, at moment: Timestamp, actor: String) -> BudgetChange {
        let facts = budget.facts.map { "\($0.name) \($0.value)" }
        return BudgetChange(
            at: moment, actor: actor, kind: .removed, summary: "removed; it was: " + facts.joined(separator: ", "))
    }
}

extension Budget {
    /// What defines the budget beside its name, in words and in a fixed order.
    fileprivate var facts: [(name: String, value: String)] {
        [
            ("limit", limit.description),
            ("period", period.name),
            ("time zone", timeZone),
            ("enforcement", enforcement.rawValue),
            ("scope", scope.summary),
            ("warnings at", warnAt.isEmpty ? "no threshold" : warnAt.map { "\($0) %" }.joined(separator: " ")),
            ("unpriced calls", unpriced.rawValue),
            ("when exceeded", whenExceeded.summary),
        ]
    }
}

extension BudgetScope {
    /// The scope in words: `team "search" and tag "environment" "production"`, or `all calls`.
    public var summary: String {
        var parts: [String] = []
        if let team { parts.append("team \(LedgerError.quoted(team))") }
        if let callsite { parts.append("callsite \(LedgerError.quoted(callsite))") }
        if let model { parts.append("model \(LedgerError.quoted(model))") }
        if let user { parts.append("user \(LedgerError.quoted(user))") }
        for (key, value) in tags.sorted(by: { $0.key < $1.key }) {
            parts.append("tag \(LedgerError.quoted(key)) \(LedgerError.quoted(value))")
        }
        return parts.isEmpty ? "all calls" : parts.joined(separator: " and ")
    }
}
