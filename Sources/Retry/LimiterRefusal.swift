/// A call that was not sent because the ``AdaptiveLimiter`` had no place for it.
///
/// Nothing was sent, so nothing is billed.
public enum LimiterRefusal: Error, Sendable, Hashable {
    /// As many calls as the queue holds are waiting already.
    case queueFull(waiting: Int)

    /// At the present rate the call would not get its turn before its deadline.
    case deadline(waiting: Int)
}

extension LimiterRefusal: CustomStringConvertible {
    /// What happened, and what to do about it, in one sentence.
    public var description: String {
        switch self {
        case .queueFull(let waiting):
            "the service is throttling this account and \(waiting) calls wait in the queue, which is full; "
                + "send less at once, or ask for a higher quota"
        case .deadline(let waiting):
            "the service is throttling this account and the \(waiting) calls ahead would take until after the deadline; "
                + "send less at once, allow more time, or ask for a higher quota"
        }
    }
}
