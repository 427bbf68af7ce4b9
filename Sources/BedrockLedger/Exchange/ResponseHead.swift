public import AWSSigning

/// The head of an answer, before its body.
public struct ResponseHead: Sendable {
    /// The HTTP status.
    public var status: Int
    /// All headers, in the order of the wire.
    public var headers: [HeaderField]
    /// The id of the entry that the answered attempt has in the ledger: not that of the exchange after a soft landing, or
    /// after an attempt whose answer was lost.
    public internal(set) var callID: String?
}
