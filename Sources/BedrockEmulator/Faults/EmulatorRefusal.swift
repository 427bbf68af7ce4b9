/// An error that a call is refused with, by the name that requests ask for it.
public enum EmulatorRefusal: String, Sendable, Hashable, CaseIterable {
    /// Too many requests a minute.
    case throttle
    /// Too many tokens a minute.
    case throttleTokens = "throttle-tokens"
    /// Too many tokens a day, which no retry within seconds mends.
    case tokensPerDay = "tokens-per-day"
    /// A quota that is no rate.
    case quota
    /// AWS lacks capacity.
    case unavailable
    /// AWS fails.
    case `internal`
    /// Something between the client and AWS fails, without saying so in AWS's way.
    case badGateway = "bad-gateway"
    /// The model is being loaded.
    case notReady = "not-ready"
    /// The model fails.
    case modelError = "model-error"
    /// The model takes too long.
    case modelTimeout = "model-timeout"
    /// The request is malformed.
    case validation
    /// The caller lacks a permission.
    case accessDenied = "access-denied"
    /// There is no such thing.
    case notFound = "not-found"
    /// The caller's temporary credentials have expired.
    case expiredToken = "expired-token"
    /// The caller's clock is wrong.
    case clockSkew = "clock-skew"
}
