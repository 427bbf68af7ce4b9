public import Pricing

/// The newest link of the chain over everything that was recorded.
///
/// Keep it somewhere else: whoever can write to the ledger can compute the whole chain anew, and only a head that was
/// taken out before shows it.
public struct ChainHead: Sendable, Hashable {
    /// How manieth link it is, from 1 on.
    public var number: Int64
    /// The SHA-256 of the link, in hexadecimal.
    public var sha256: String
    /// When it was committed.
    public var at: Timestamp
    /// The sequence number of the newest call that it covers.
    public var lastCall: Int64
    /// The number of corrections that it covers.
    public var corrections: Int64

    /// The newest link of a chain.
    public init(number: Int64, sha256: String, at: Timestamp, lastCall: Int64, corrections: Int64) {
        self.number = number
        self.sha256 = sha256
        self.at = at
        self.lastCall = lastCall
        self.corrections = corrections
    }
}
