/// Something that goes wrong on request.
///
/// ```swift
/// emulator.enqueue(.refuse(.throttle))                     // the next call
/// emulator.enqueue(.cutStream(afterEvents: 3), model: "us.anthropic.claude-sonnet-5")
/// let faults = try EmulatorFault.list("latency=250ms,throttle=2")
/// ```
public struct EmulatorFault: Sendable, Hashable {
    /// What happens.
    public enum Effect: Sendable, Hashable {
        /// The call is refused with an error of AWS, without any work; it is not billed.
        case refuse(EmulatorRefusal)
        /// The connection is closed before the body is read; the call is not billed.
        case reset
        /// The work is done and billed, and the connection closed without a response.
        case loseResponse
        /// The response comes that much later.
        case latency(Duration)
        /// So much time passes before every event of a stream but the first.
        case slow(Duration)
        /// The connection is closed after so many events.
        case cutStream(afterEvents: Int)
        /// The connection is closed in the middle of the frame behind so many events.
        case cutFrame(afterEvents: Int)
        /// An exception takes the place of the event behind so many; the stream ends there.
        case streamException(afterEvents: Int, type: String)
        /// An error that no service model knows takes the place of the event behind so many; the stream ends there.
        case streamError(afterEvents: Int, code: String)
        /// The frame behind so many events has a wrong checksum.
        case badChecksum(afterEvents: Int)
        /// The stream ends well, but without the event that states the usage.
        case noMetadata
        /// The response says 200 and is no JSON, or no event stream.
        case garbage
        /// The response is whole but for its usage.
        case noUsage
        /// A stream's bytes come in pieces of this size, whatever the frames.
        case pieces(bytes: Int)
    }

    /// What happens.
    public var effect: Effect
    /// How many of the first attempts of a call meet the fault; nil for all.
    ///
    /// Attempts are one call where they have the same `amz-sdk-invocation-id`, or without one the same body.
    public var attempts: Int?

    /// A fault of every attempt, or of the first ones only.
    public init(_ effect: Effect, attempts: Int? = nil) {
        self.effect = effect
        self.attempts = attempts
    }
}
