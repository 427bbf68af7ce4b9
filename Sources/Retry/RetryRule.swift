/// What one kind of service failure means.
///
/// A rule has up to three conditions, and all it has must hold; a rule without any matches every failure, and belongs
/// at the end of a list.
public struct RetryRule: Sendable, Hashable {
    /// The HTTP statuses the rule is for; empty for all.
    public let statuses: Set<Int>

    /// The error codes the rule is for, in lower case; empty for all.
    public let codes: Set<String>

    /// Phrases of which the message contains one, in lower case; empty for all messages.
    public let phrases: [String]

    /// What may be done about such a failure.
    public let verdict: RetryClassification.Verdict

    /// What happened, and what to do about it.
    public let reason: String

    /// Creates a rule. Upper and lower case make no difference in codes and phrases.
    ///
    /// - Parameters:
    ///   - verdict: What may be done about such a failure.
    ///   - statuses: The HTTP statuses the rule is for; empty for all.
    ///   - codes: The error codes the rule is for; empty for all.
    ///   - phrases: Phrases of which the message contains one; empty for all messages.
    ///   - reason: What happened, and what to do about it.
    public init(
        _ verdict: RetryClassification.Verdict,
        statuses: Set<Int> = [],
        codes: Set<String> = [],
        phrases: [String] = [],
        reason: String
    ) {
        self.verdict = verdict
        self.statuses = statuses
        self.codes = Set(codes.map { $0.lowercased() })
        self.phrases = phrases.map { $0.lowercased() }
        self.reason = reason
    }

    func matches(status: Int?, code: String?, message: String?) -> Bool {
        if !statuses.isEmpty {
            guard let status, statuses.contains(status) else { return false }
        }
        if !codes.isEmpty {
            guard let code, codes.contains(code) else { return false }
        }
        if !phrases.isEmpty {
            guard let message, phrases.contains(where: { message.contains($0) }) else { return false }
        }
        return true
    }
}
