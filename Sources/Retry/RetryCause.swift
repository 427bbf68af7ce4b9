/// Why a failed call may succeed when it is sent again, and so how long to wait first.
///
/// Each cause has its own ``Backoff`` in a ``RetryPolicy``: a throttle clears as quota flows back, a cold model takes
/// tens of seconds to load, a dropped connection is worth another try at once.
public enum RetryCause: String, Sendable, Hashable, CaseIterable {
    /// The account's own rate quota refused the call. The only cause that slows an ``AdaptiveLimiter`` down.
    case throttling

    /// The model is not loaded yet (an imported or custom model after a pause).
    case coldModel

    /// The service is short of capacity; the caller's quota is not the reason.
    case capacity

    /// A server error, a gateway error or a broken connection.
    case transient

    /// The model itself failed or ran out of time. Not retried by default: the same input often fails again, and the
    /// tokens spent may be billed.
    case modelFailure
}
