extension CallDetails {
    /// The lines that a source file may have.
    public static let lines: ClosedRange<Int64> = 1...2_147_483_647
    /// The most bytes of input that one call may have.
    public static let maximumInputBytes: Int64 = 1_000_000_000_000

    /// The details with their texts normalised, once every value is known to be in range.
    ///
    /// Use it for what a program hands in; ``sanitized()`` for what a service answered.
    /// - Throws: ``LedgerError/Code/invalidInput`` naming the field, the value and the rule.
    public func validated() throws(LedgerError) -> CallDetails {
        var result = self
        guard attempts.count <= Self.maximumAttempts else {
            throw .invalidInput("attempts", "\(attempts.count)", "are too many; the limit is \(Self.maximumAttempts)")
        }
        var last: Int64 = 0
        for index in attempts.indices {
            result.attempts[index] = try attempts[index].validated(after: last)
            last = attempts[index].number
        }
        if let line, !Self.lines.contains(line) {
            throw .invalidInput("line", "\(line)", "must be 1 to \(Self.lines.upperBound)")
        }
        if let callsiteOrigin {
            result.callsiteOrigin = try TextRule.identifier.validated(callsiteOrigin, as: "origin of the callsite")
        }
        if let inputBytes, !(0...Self.maximumInputBytes).contains(inputBytes) {
            throw .invalidInput("input bytes", "\(inputBytes)", "must lie between 0 and \(Self.maximumInputBytes)")
        }
        if let adjustment { result.adjustment = try TextRule.note.validated(adjustment, as: "adjustment") }
        return result
    }

    /// The details changed as little as makes them valid: a settlement is worth recording whatever the service called
    /// its errors. Of too many attempts the last ones are kept; numbers are given anew where they do not rise.
    public func sanitized() -> CallDetails {
        var result = self
        result.attempts = attempts.suffix(Self.maximumAttempts).map { $0.sanitized() }
        if zip(result.attempts, result.attempts.dropFirst()).contains(where: { $0.number >= $1.number })
            || (result.attempts.first?.number ?? 1) < 1
        {
            for index in result.attempts.indices { result.attempts[index].number = Int64(index) + 1 }
        }
        if let line, !Self.lines.contains(line) { result.line = nil }
        result.callsiteOrigin = TextRule.identifier.sanitized(ofPresent: callsiteOrigin)
        if let inputBytes, !(0...Self.maximumInputBytes).contains(inputBytes) { result.inputBytes = nil }
        result.adjustment = adjustment.map { TextRule.note.sanitized($0).text }
        return result
    }
}
