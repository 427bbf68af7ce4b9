public import Pricing

extension Budget {
    /// The highest limit, and the highest increase: a trillion US dollars.
    public static let maximumLimit = Money(picodollars: 1_000_000_000_000 * Money.picodollarsPerDollar)

    /// The budget with its texts normalised, once every value is known to be in range.
    ///
    /// - Throws: ``LedgerError/Code/invalidInput`` naming the field, the value and the rule.
    public func validated() throws(LedgerError) -> Budget {
        var result = self
        result.name = try TextRule.name.validated(name, as: "budget name")
        result.scope = try scope.validated()
        try limit.validateAsLimit(as: "limit")
        _ = try period.validated()
        _ = try TimeZoneIdentifier(timeZone)
        guard warnAt.count <= 16 else {
            throw .invalidInput("warning thresholds", "\(warnAt.count)", "are too many; the limit is 16")
        }
        for (threshold, next) in zip(warnAt, warnAt.dropFirst()) where threshold >= next {
            throw .invalidInput("warning threshold", "\(next)", "must be above the one before it, \(threshold)")
        }
        for threshold in warnAt where !(1...1000).contains(threshold) {
            throw .invalidInput("warning threshold", "\(threshold)", "must be 1 to 1000 percent")
        }
        result.whenExceeded = try whenExceeded.validated()
        guard enforcement == .hard || whenExceeded == .refuse else {
            throw .invalidInput(
                "policy", whenExceeded.kind.rawValue, "is for hard budgets; a soft budget lets every call go on")
        }
        return result
    }
}

extension BudgetScope {
    /// The scope with its names normalised.
    ///
    /// - Throws: ``LedgerError/Code/invalidInput`` naming the field, the value and the rule.
    public func validated() throws(LedgerError) -> BudgetScope {
        var result = self
        if let team { result.team = try TextRule.name.validated(team, as: "team") }
        if let callsite { result.callsite = try TextRule.name.validated(callsite, as: "callsite") }
        if let model { result.model = try TextRule.model.validated(model, as: "model") }
        if let user { result.user = try TextRule.name.validated(user, as: "user") }
        result.tags = try Attribution.validated(tags)
        return result
    }
}

extension BudgetRaise {
    /// The increase with its reason normalised, once every value is known to be in range.
    ///
    /// It must end after the present moment, which is given.
    /// - Throws: ``LedgerError/Code/invalidInput`` naming the field, the value and the rule.
    public func validated(at now: Timestamp) throws(LedgerError) -> BudgetRaise {
        var result = self
        try amount.validateAsLimit(as: "increase")
        try until.validate(as: "end of the increase")
        guard until > now else {
            throw .invalidInput("end of the increase", until.iso8601, "must lie in the future; it is \(now.iso8601)")
        }
        result.reason = try TextRule.note.validated(reason, as: "reason")
        return result
    }
}

extension Money {
    fileprivate func validateAsLimit(as field: String) throws(LedgerError) {
        guard self > .zero, self <= Budget.maximumLimit else {
            throw .invalidInput(field, description, "must be above zero and at most \(Budget.maximumLimit)")
        }
    }
}
