/// What many calls have in common: what they are filed under, how they ended, and by which price table they were priced.
///
/// It is an object, so that what was made of it once is found again by the object alone.
public final class CallTemplate: Sendable {
    /// A call with all of it, and without an id, a time, usage and cost.
    public let call: Call

    /// A template of calls.
    public init(_ call: Call) {
        self.call = call
    }
}
