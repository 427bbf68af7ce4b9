/// Which calls a budget covers: all of the given values must match; an empty scope covers the whole ledger.
public struct BudgetScope: Sendable, Hashable {
    /// The team.
    public var team: String?
    /// The callsite.
    public var callsite: String?
    /// The model's id without geography.
    public var model: String?
    /// The end user.
    public var user: String?
    /// Tags that must all be present with these values.
    public var tags: [String: String]

    /// The calls that a budget covers.
    public init(
        team: String? = nil, callsite: String? = nil, model: String? = nil, user: String? = nil,
        tags: [String: String] = [:]
    ) {
        self.team = team
        self.callsite = callsite
        self.model = model
        self.user = user
        self.tags = tags
    }

    /// Whether a call with this attribution and model is covered.
    public func covers(_ attribution: Attribution, model callModel: String) -> Bool {
        (team == nil || team == attribution.team)
            && (callsite == nil || callsite == attribution.callsite)
            && (model == nil || model == callModel)
            && (user == nil || user == attribution.user)
            && tags.allSatisfy { attribution.tags[$0.key] == $0.value }
    }
}
