import Pricing

extension CallFilter {
    /// The numbers of calls that a page may have.
    public static let pageSizes = 1...10_000

    /// Whether the filter lets a call through.
    public func includes(_ call: Call) -> Bool {
        if let since, call.at < since { return false }
        if let until, call.at >= until { return false }
        return (team == nil || team == call.attribution.team)
            && (callsite == nil || callsite == call.attribution.callsite)
            && (user == nil || user == call.attribution.user)
            && (model == nil || model == call.cost.model)
            && (region == nil || region == call.region)
            && (operation == nil || operation == call.operation)
            && tags.allSatisfy { call.attribution.tags[$0.key] == $0.value }
    }

    /// The filter with its names normalised.
    ///
    /// - Throws: ``LedgerError/Code/invalidInput`` for a name that no call can have, or a start after the end.
    public func validated() throws(LedgerError) -> CallFilter {
        var result = self
        if let since { try since.validate(as: "start of the range") }
        if let until { try until.validate(as: "end of the range") }
        if let since, let until, since > until {
            throw .invalidInput("start of the range", since.iso8601, "is after its end, \(until.iso8601)")
        }
        if let team { result.team = try TextRule.name.validated(team, as: "team") }
        if let callsite { result.callsite = try TextRule.name.validated(callsite, as: "callsite") }
        if let user { result.user = try TextRule.name.validated(user, as: "user") }
        if let model { result.model = try TextRule.model.validated(model, as: "model") }
        if let region { result.region = try TextRule.identifier.validated(region, as: "region") }
        result.tags = try Attribution.validated(tags)
        return result
    }
}
