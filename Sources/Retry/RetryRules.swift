/// An ordered list of rules; the first that matches a failure decides.
///
/// The lists of the providers, such as ``bedrock``, are values to compose: put your own rules in front, or one list
/// after another.
///
/// ```swift
/// let rules = [RetryRule(.fail(.quota), codes: ["TeamQuotaExceeded"], reason: "The team's own quota.")] + .bedrock
/// let classification = rules.classify(ServiceFailure(status: 429, code: "ThrottlingException", phase: .responded))
/// ```
public struct RetryRules: Sendable, Hashable {
    /// The longest message that is searched for phrases, in characters; the rest is ignored.
    private static let searchedMessage = 2_048

    /// The rules, the most specific first.
    public let rules: [RetryRule]

    /// Creates a list.
    ///
    /// - Parameter rules: The rules, the most specific first.
    public init(_ rules: [RetryRule]) {
        self.rules = rules
    }

    /// Puts one list in front of another.
    ///
    /// - Parameters:
    ///   - first: The rules that are asked first.
    ///   - second: The rules that are asked when none of the first matches.
    /// - Returns: Both, in this order.
    public static func + (first: RetryRules, second: RetryRules) -> RetryRules {
        RetryRules(first.rules + second.rules)
    }

    /// Says what a failure means.
    ///
    /// How far the call had come counts as much as the error: what was never sent is safe to repeat, a lost response
    /// is ambiguous, and so is every failure once output has arrived. A failure that no rule knows is not retried.
    ///
    /// - Parameter failure: The failed call.
    /// - Returns: What may be done about it, and why.
    public func classify(_ failure: ServiceFailure) -> RetryClassification {
        let isAnswered = failure.code != nil || failure.status.map { !(200...299).contains($0) } ?? false
        if !isAnswered, failure.phase == .notSent {
            return RetryClassification(
                .retry(.transient), reason: "The request did not reach the service.", retryAfter: failure.retryAfter)
        }
        if !isAnswered {
            return RetryClassification(
                .ambiguous(.transient),
                reason: "The connection broke after the request was sent. The model may have answered, and the answer "
                    + "may be billed: look for the call in the bill or the invocation log.",
                retryAfter: failure.retryAfter)
        }
        let code = failure.code?.lowercased()
        let message = failure.message?.prefix(Self.searchedMessage).lowercased()
        let rule = rules.first { $0.matches(status: failure.status, code: code, message: message) }
        var classification = RetryClassification(
            rule?.verdict ?? .fail(.unclassified),
            reason: rule?.reason ?? "No rule knows this failure, and what is not understood is not retried.",
            retryAfter: failure.retryAfter)
        if failure.phase == .streaming, case .retry(let cause) = classification.verdict {
            classification.verdict = .ambiguous(cause)
            classification.reason += " Part of the answer had arrived and is billed."
        }
        return classification
    }
}

extension RetryRules: ExpressibleByArrayLiteral {
    /// Creates a list from a literal.
    ///
    /// - Parameter rules: The rules, the most specific first.
    public init(arrayLiteral rules: RetryRule...) {
        self.init(rules)
    }
}
