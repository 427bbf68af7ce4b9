/// How much of a billed answer reached its caller, as far as the emulator can tell.
///
/// What was handed to the network counts as delivered: a caller that goes away without reading is noticed only where the
/// connection breaks before the last byte is written.
public enum DeliveryState: String, Sendable, Hashable, CaseIterable {
    /// The answer is still being sent.
    case pending
    /// All of the answer was sent, its usage included.
    case complete
    /// The answer was sent, but nothing in it states the usage.
    case withoutUsage = "without_usage"
    /// A part of the answer was sent.
    case cut
    /// Nothing of the answer was sent.
    case lost
}
