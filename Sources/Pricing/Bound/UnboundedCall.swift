/// Why nobody can say before a call what it may cost.
struct UnboundedCall: Error, Sendable, Hashable {
    var reason: String
}
