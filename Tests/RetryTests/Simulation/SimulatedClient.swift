import Retry

/// What a failed attempt was told, for any client.
struct SimulatedFailure {
    let cause: RetryCause
    let retryAfter: Duration?
}

/// The retry behaviour of one process, which many callers share.
protocol SimulatedClient {
    /// What is remembered about one call.
    associatedtype Call

    /// The limiter attempts have to pass, if the client has one.
    var limiter: AdaptiveLimiter? { get set }

    mutating func begin(at now: Duration) -> Call

    /// The wait before the next attempt, or `nil` to give up.
    mutating func failed(
        _ call: inout Call, _ failure: SimulatedFailure, at now: Duration,
        using random: inout some RandomNumberGenerator
    ) -> Duration?

    mutating func succeeded(_ call: Call)
}
