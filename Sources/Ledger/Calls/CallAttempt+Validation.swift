import Pricing

extension CallAttempt {
    /// How long an attempt may take, in milliseconds: up to one year.
    public static let latencies: ClosedRange<Int64> = 0...31_536_000_000

    /// The attempt with its texts normalised, where its number is above that of the attempt before it.
    ///
    /// - Throws: ``LedgerError/Code/invalidInput`` naming the field, the value and the rule.
    func validated(after last: Int64) throws(LedgerError) -> CallAttempt {
        var result = self
        guard number > last else {
            throw .invalidInput("number of the attempt", "\(number)", "must rise from attempt to attempt, from 1")
        }
        try at.validate(as: "time of the attempt")
        guard Self.latencies.contains(latencyMilliseconds) else {
            throw .invalidInput("latency", "\(latencyMilliseconds) ms", "must lie between zero and one year")
        }
        if let errorCode { result.errorCode = try TextRule.identifier.validated(errorCode, as: "error code") }
        if let requestID { result.requestID = try TextRule.identifier.validated(requestID, as: "request id") }
        if let billedAs { result.billedAs = try TextRule.identifier.validated(billedAs, as: "id of the billed call") }
        return result
    }

    /// The attempt changed as little as makes it valid, its number aside.
    func sanitized() -> CallAttempt {
        var result = self
        result.at = min(max(at, .earliest), .latest)
        result.latencyMilliseconds = min(max(latencyMilliseconds, 0), Self.latencies.upperBound)
        result.errorCode = TextRule.identifier.sanitized(ofPresent: errorCode)
        result.requestID = TextRule.identifier.sanitized(ofPresent: requestID)
        result.billedAs = TextRule.identifier.sanitized(ofPresent: billedAs)
        return result
    }
}

extension TextRule {
    /// The text as ``sanitized(_:)`` makes it; `nil` where there is none, or an empty one.
    func sanitized(ofPresent text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        return sanitized(text).text
    }
}
