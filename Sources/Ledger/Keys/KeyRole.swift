/// What a key of a gateway is for.
public enum KeyRole: String, Sendable, Hashable, CaseIterable {
    /// Makes calls that its team pays for, and holds and settles amounts for calls to other providers.
    case caller
    /// Sees everything, and changes nothing.
    case viewer
    /// Sees what is its team's, and changes nothing.
    case lead
    /// Sees and changes everything.
    case admin
    /// Reads the metrics.
    case metrics

    /// Whether a key of the role belongs to a team.
    public var needsTeam: Bool { self == .caller || self == .lead }
}
