/// Why a call is not attempted again.
public enum RetryStop: Sendable, Hashable {
    /// The failure cannot be cured by another attempt, or the policy never retries its cause.
    case notRetryable

    /// The answer was lost after the request was sent, and the policy does not risk paying twice.
    case ambiguous

    /// The remedy was applied before in this call, and the complaint came back; or the caller offers none.
    case remedySpent(RetryRemedy)

    /// The call has been attempted as often as the policy allows for this cause.
    case maxAttempts(Int)

    /// The next attempt would start after the deadline, because it had to wait this long.
    case deadline(needed: Duration)

    /// The ``RetryBudget`` is empty: too many of the calls of late were retries.
    case budget

    /// The ``AdaptiveLimiter`` had no place for the attempt.
    case limiter(LimiterRefusal)

    /// Whether the failure itself is passed on to the caller, instead of a ``RetryExhausted``: true where more patience
    /// would have made no difference.
    public var passesErrorOn: Bool {
        switch self {
        case .notRetryable, .ambiguous, .remedySpent: true
        case .maxAttempts, .deadline, .budget, .limiter: false
        }
    }
}

extension RetryStop: CustomStringConvertible {
    /// Why no further attempt is made, and what to do about it, in one sentence.
    public var description: String {
        switch self {
        case .notRetryable:
            "another attempt cannot help"
        case .ambiguous:
            "the response was lost after the request was sent, so it may have been carried out; "
                + "set retriesAmbiguous to risk paying twice"
        case .remedySpent(.refreshCredentials):
            "the credentials are still refused and no refresh is left; check how they are obtained"
        case .remedySpent(.correctClock):
            "the clock is still refused and no correction is left; synchronise the clock of this machine"
        case .maxAttempts(let attempts):
            "all \(attempts) attempts are used up"
        case .deadline(let needed):
            "the next attempt had to wait \(needed), which is past the deadline; allow more time or send less at once"
        case .budget:
            "the retry budget is empty because too many recent calls were retries; send less until the service recovers"
        case .limiter(let refusal):
            refusal.description
        }
    }
}
