/// How many input tokens the calls of one callsite to one model had for each byte that was sent.
///
/// The largest ratio of n calls bounds that of the next one but for a probability of 1/(n+1), as long as the calls are
/// exchangeable: nothing else is assumed about them.
public struct InputHistory: Sendable, Hashable {
    /// How many calls were looked at.
    public var samples: Int64
    /// The largest ratio, in tokens for a million bytes, rounded up; zero without samples.
    public var tokensPerMillionBytes: Int64

    /// How many input tokens the calls of one callsite to one model had for each byte that was sent.
    public init(samples: Int64 = 0, tokensPerMillionBytes: Int64 = 0) {
        self.samples = samples
        self.tokensPerMillionBytes = tokensPerMillionBytes
    }
}
