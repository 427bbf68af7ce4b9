public import AWSSigning

/// The head of an answer, before its body.
public struct ResponseHead: Sendable {
    /// The HTTP status.
    public var status: Int
    /// All headers, in the order of the wire.
    public var headers: [HeaderField]
    /// The id under which the ledger has the call: another one than was asked for after a landing or a lost answer.
    public var callID = ""
    /// What the call became so that it fitted a budget; `nil` where it was sent as it was asked for.
    public var landing: CallLanding?
}
