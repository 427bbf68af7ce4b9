extension Duration {
    /// The whole duration in seconds, for rates; never used where exactness matters.
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }

    /// This duration, forced into `range`.
    func clamped(to range: ClosedRange<Duration>) -> Duration {
        min(max(self, range.lowerBound), range.upperBound)
    }

    /// A duration drawn evenly from zero to `ceiling`, in whole nanoseconds.
    ///
    /// - Parameters:
    ///   - ceiling: The longest result, from zero to ``Backoff/longestDelay``.
    ///   - random: The source of randomness.
    /// - Returns: A duration from zero to `ceiling`, both included.
    static func random(upTo ceiling: Duration, using random: inout some RandomNumberGenerator) -> Duration {
        let bounded = ceiling.clamped(to: .zero...Backoff.longestDelay)
        let nanoseconds = bounded.components.seconds * 1_000_000_000 + bounded.components.attoseconds / 1_000_000_000
        return .nanoseconds(Int64.random(in: 0...nanoseconds, using: &random))
    }
}
