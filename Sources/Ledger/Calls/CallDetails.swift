/// What is kept beside a call, and neither counted nor grouped by.
///
/// Details are not part of a call's content: two calls that differ only in them are the same call, and the details that
/// came first stay.
public struct CallDetails: Sendable, Hashable {
    /// The most attempts that are kept of one call.
    public static let maximumAttempts = 64

    /// The attempts, in order.
    public var attempts: [CallAttempt]
    /// The line of the callsite in its source file; it moves with every edit, so nothing is grouped by it.
    public var line: Int64?
    /// Where the callsite's name came from, in one word: `source`, `explicit`, `header`, …
    public var callsiteOrigin: String?
    /// The bytes of input from which the call's tokens were bounded; with the tokens that were billed they make the
    /// ledger's history of tokens per byte.
    public var inputBytes: Int64?
    /// What was changed in the request so that it fitted a budget, in words.
    public var adjustment: String?

    /// What is kept beside a call.
    public init(
        attempts: [CallAttempt] = [], line: Int64? = nil, callsiteOrigin: String? = nil, inputBytes: Int64? = nil,
        adjustment: String? = nil
    ) {
        self.attempts = attempts
        self.line = line
        self.callsiteOrigin = callsiteOrigin
        self.inputBytes = inputBytes
        self.adjustment = adjustment
    }
}
