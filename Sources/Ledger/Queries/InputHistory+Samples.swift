public import Pricing

extension InputHistory {
    /// Counts one call of so many tokens out of so many bytes.
    ///
    /// Both must be positive; the ratio is rounded up and kept within 64 bits.
    public mutating func add(tokens: Int64, bytes: Int64) {
        guard tokens > 0, bytes > 0 else { return }
        let ratio = (Int128(tokens) * 1_000_000 + Int128(bytes) - 1) / Int128(bytes)
        samples += 1
        tokensPerMillionBytes = max(tokensPerMillionBytes, Int64(clamping: ratio))
    }

    /// The history of the calls of both.
    public static func + (left: InputHistory, right: InputHistory) -> InputHistory {
        InputHistory(
            samples: left.samples + right.samples,
            tokensPerMillionBytes: max(left.tokensPerMillionBytes, right.tokensPerMillionBytes))
    }

    /// The start of the month in UTC under which a call is counted.
    public static func month(of moment: Timestamp) -> Timestamp {
        let days = moment.startOfDay.milliseconds / 86_400_000
        let (year, month, _) = Timestamp.civilDate(daysSinceEpoch: days)
        return Timestamp(milliseconds: Timestamp.daysSinceEpoch(year: year, month: month, day: 1) * 86_400_000)
    }

    /// The months that an answer is made of, so that it ages: the present one and the one before it.
    public static func months(at now: Timestamp) -> [Timestamp] {
        let present = month(of: now)
        return [present, month(of: Timestamp(milliseconds: present.milliseconds - 1))]
    }
}

extension Call {
    /// The input tokens that the call was billed for, where the ledger may learn from them: the call succeeded, its usage
    /// is known and no estimate, and it has tokens of input, fresh, read from a cache or written to one.
    public var measuredInputTokens: Int64? {
        guard status == .succeeded, !isEstimated, cost.status != .unknownUsage else { return nil }
        let tokens = cost.usage.totalInputTokens
        return tokens > 0 ? tokens : nil
    }
}
