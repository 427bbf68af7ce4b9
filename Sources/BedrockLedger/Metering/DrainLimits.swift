/// How far an answer is read on that nobody listens to any more.
///
/// AWS bills the whole generation, and what it cost stands at the end of the answer. Where the limits end the reading
/// before that, the amount that was held is charged as an estimate.
public struct DrainLimits: Sendable, Hashable {
    /// The longest time from the moment when the caller stopped listening.
    public var duration: Duration
    /// The most bytes from that moment on.
    public var bytes: Int

    /// How far an answer is read on.
    public init(duration: Duration = .seconds(120), bytes: Int = 64 << 20) {
        self.duration = duration
        self.bytes = bytes
    }
}
