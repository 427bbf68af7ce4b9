public import Pricing

/// Which calls a query looks at. All given values must match.
public struct CallFilter: Sendable, Hashable {
    /// The first moment, inclusive.
    public var since: Timestamp?
    /// The last moment, exclusive.
    public var until: Timestamp?
    /// The team.
    public var team: String?
    /// The callsite.
    public var callsite: String?
    /// The end user.
    public var user: String?
    /// The model's id without geography.
    public var model: String?
    /// The AWS region.
    public var region: String?
    /// The kind of call.
    public var operation: CallOperation?
    /// Tags that must all be present with these values.
    public var tags: [String: String]

    /// Which calls a query looks at.
    public init(
        since: Timestamp? = nil, until: Timestamp? = nil, team: String? = nil, callsite: String? = nil,
        user: String? = nil, model: String? = nil, region: String? = nil, operation: CallOperation? = nil,
        tags: [String: String] = [:]
    ) {
        self.since = since
        self.until = until
        self.team = team
        self.callsite = callsite
        self.user = user
        self.model = model
        self.region = region
        self.operation = operation
        self.tags = tags
    }
}
