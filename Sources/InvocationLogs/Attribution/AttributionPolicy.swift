/// How an import finds out whom a call is charged to.
///
/// What the request says of itself (`requestMetadata`) comes first, then the rules for the caller's ARN in their order:
/// for each of team, callsite and user, the first rule that sets it. A callsite that nobody names is the caller's role
/// or user, as in `role/search-indexer`.
public struct AttributionPolicy: Sendable, Hashable {
    /// The metadata keys that name the team; the first that a request has counts.
    public var teamKeys: [String]
    /// The metadata keys that name the callsite.
    public var callsiteKeys: [String]
    /// The metadata keys that name the end user.
    public var userKeys: [String]
    /// The rules for callers, in order.
    public var rules: [AttributionRule]

    /// A policy; by default the keys are `team`, `callsite` and `user`, and there are no rules.
    public init(
        teamKeys: [String] = ["team"], callsiteKeys: [String] = ["callsite"], userKeys: [String] = ["user"],
        rules: [AttributionRule] = []
    ) {
        self.teamKeys = teamKeys
        self.callsiteKeys = callsiteKeys
        self.userKeys = userKeys
        self.rules = rules
    }
}
