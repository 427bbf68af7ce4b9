public import AWSSigning

/// The head of an answer, before its body.
public struct ResponseHead: Sendable {
    /// The HTTP status.
    public var status: Int
    /// All headers, in the order of the wire.
    public var headers: [HeaderField]
}
