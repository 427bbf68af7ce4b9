public import Pricing

/// One attempt to make a call: the call is the logical request, its attempts are what was sent for it.
public struct CallAttempt: Sendable, Hashable {
    /// How an attempt ended.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// The service answered.
        case succeeded
        /// The service refused it for a rate quota; nothing is billed.
        case throttled
        /// It failed, and nothing is billed.
        case failed
        /// The answer was lost after the request was sent; it may be billed.
        case ambiguous
        /// The caller stopped listening before the end.
        case aborted
        /// The service answered, but with something the caller could not use, so that it was asked again.
        case rejected
    }

    /// The number of the attempt within its call, from 1.
    public var number: Int64
    /// When it was sent.
    public var at: Timestamp
    /// How long it took.
    public var latencyMilliseconds: Int64
    /// How it ended.
    public var outcome: Outcome
    /// The service's error code, where it failed: `ThrottlingException`.
    public var errorCode: String?
    /// The id that AWS gave the request, where there is one.
    public var requestID: String?
    /// The id of the ledger's call that this attempt is billed under, where it is not the one it is listed with: an
    /// attempt that may be billed beside another has a call of its own.
    public var billedAs: String?

    /// One attempt to make a call.
    public init(
        number: Int64, at: Timestamp, latencyMilliseconds: Int64, outcome: Outcome, errorCode: String? = nil,
        requestID: String? = nil, billedAs: String? = nil
    ) {
        self.number = number
        self.at = at
        self.latencyMilliseconds = latencyMilliseconds
        self.outcome = outcome
        self.errorCode = errorCode
        self.requestID = requestID
        self.billedAs = billedAs
    }
}
