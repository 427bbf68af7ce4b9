/// Something the caller must put right before the same call can succeed.
///
/// Each remedy is applied at most once in a call: when the same complaint comes back, the remedy did not help.
public enum RetryRemedy: String, Sendable, Hashable, CaseIterable {
    /// Fetch new credentials: those that signed the call have expired.
    case refreshCredentials

    /// Take over the service's clock, read from the `Date` header of the refusal, for the next signature.
    case correctClock
}
