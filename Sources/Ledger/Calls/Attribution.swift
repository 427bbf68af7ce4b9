/// Whom a call is charged to.
public struct Attribution: Sendable, Hashable {
    /// The team that pays; ``unknownTeam`` where nobody said.
    public var team: String
    /// The place in the caller's code; ``unknownCallsite`` where nobody said.
    public var callsite: String
    /// The end user, where the caller names one.
    public var user: String?
    /// Further labels by name.
    public var tags: [String: String]

    /// The team of a call that names none.
    public static let unknownTeam = "unassigned"
    /// The callsite of a call that names none.
    public static let unknownCallsite = "unknown"

    /// Whom a call is charged to.
    public init(
        team: String = unknownTeam, callsite: String = unknownCallsite, user: String? = nil,
        tags: [String: String] = [:]
    ) {
        self.team = team
        self.callsite = callsite
        self.user = user
        self.tags = tags
    }
}
