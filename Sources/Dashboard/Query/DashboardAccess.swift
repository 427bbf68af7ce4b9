/// What somebody may see of the dashboard. It narrows every query, whatever the address asks for.
public struct DashboardAccess: Sendable, Hashable {
    /// The one team that is shown; everything where it is `nil`.
    public var team: String?

    /// What somebody may see.
    public init(team: String? = nil) {
        self.team = team
    }

    /// Everything.
    public static let all = DashboardAccess()
}
