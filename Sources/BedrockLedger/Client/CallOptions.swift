/// What one call may be told beside its request.
public struct CallOptions: Sendable {
    /// Whom the call is charged to, where that differs from what the client and the task say.
    public var context: CallContext
    /// The id under which the ledger keeps the call, at most 120 visible ASCII characters; a new one unless given. The
    /// same id is never sent twice.
    public var id: String?
    /// What the call may become where a budget refuses it; as the client or the budget says unless given.
    public var softLanding: [SoftLanding]?

    /// What one call may be told beside its request.
    public init(context: CallContext = CallContext(), id: String? = nil, softLanding: [SoftLanding]? = nil) {
        self.context = context
        self.id = id
        self.softLanding = softLanding
    }

    /// A call that a team pays for.
    public static func team(_ team: String) -> CallOptions { CallOptions(context: CallContext(team: team)) }
}
