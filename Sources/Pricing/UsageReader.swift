import LosslessJSON

/// Puts what a call used under billed items, by the rules of the model's price list.
struct UsageReader: Sendable {
    let rules: UsageRules
    let request: RequestReading
    let response: ResponseReading?
    let reported: ReportedTokens?
    let units: [UnitName: Quantity]

    /// What a reader of the cost should know about the usage.
    var notes: [String] = []

    init(
        rules: UsageRules, request: RequestReading, response: ResponseReading?, reported: ReportedTokens?,
        units: [UnitName: Quantity]
    ) {
        self.rules = rules
        self.request = request
        self.response = response
        self.reported = reported
        self.units = units
    }

    /// - Throws: ``UnknownUsage`` where neither response, headers nor units say what was used.
    mutating func usage(isConverse: Bool) throws(UnknownUsage) -> Usage {
        var usage = Usage()
        var isStated = response?.guardrail.blockedInput == true
        if !isStated, !isDividedByUnits, rules.hasTokens, let counts = try tokens() {
            try put(counts, into: &usage, isConverse: isConverse)
            isStated = true
        }
        if try putUnits(into: &usage) { isStated = true }
        if response?.guardrail.blockedInput != true, try putImplied(into: &usage) { isStated = true }
        guard isStated else { throw UnknownUsage(reason: missingUsage) }
        if response?.guardrail.blockedInput != true { try checkSeconds() }
        if let response {
            usage[.webSearch] = Quantity(try response.webSearches())
            for (item, quantity) in response.guardrail.quantities { usage[item] = quantity }
        }
        try checkGuardrail(usage)
        return usage
    }

    /// Whether the caller divided the tokens of a speech model into text and speech, which no total does.
    private var isDividedByUnits: Bool {
        guard rules.items.contains(.audioOutput) else { return false }
        let parts: [UnitName] = [.textInputTokens, .textOutputTokens, .speechInputTokens, .speechOutputTokens]
        return parts.contains { units[$0] != nil }
    }

    /// A guardrail bills what its trace states; without a trace its charge is not known.
    private mutating func checkGuardrail(_ usage: Usage) throws(UnknownUsage) {
        guard let guardrail = response?.guardrail, !guardrail.isTraced, guardrail.intervened || request.hasGuardrail
        else {
            return
        }
        guard !usage.isEmpty else {
            throw UnknownUsage(
                reason: "a guardrail intervened and is billed, but the response has no trace that states its units")
        }
        notes.append("a guardrail was applied; without its trace its charge is not known and not in this cost")
    }

    private var missingUsage: String {
        guard let response else {
            return rules.hasTokens ? "no response was given, so the usage is not known" : missingUnits
        }
        if response.document.isStream {
            return "the stream ends without its usage; AWS bills the whole generation, so the cost is not known"
        }
        return rules.hasTokens ? "the response states no usage" : missingUnits
    }

    private var missingUnits: String {
        let items = BilledItem.allCases.filter { rules.items.contains($0) }
        let wanted = Set(items.map(\.unit.rawValue)).sorted().joined(separator: ", ")
        return "neither request, response nor units say what was used (billed by \(wanted))"
    }

    private func tokens() throws(UnknownUsage) -> TokenCounts? {
        if let response { return try response.tokens(reported: reported) }
        return reported.flatMap { $0.isEmpty ? nil : TokenCounts($0) }
    }

    private mutating func put(
        _ counts: TokenCounts, into usage: inout Usage, isConverse: Bool
    ) throws(UnknownUsage) {
        guard !rules.items.contains(.audioOutput) else {
            throw UnknownUsage(
                reason: "speech and text have different rates, and the response does not divide its tokens: "
                    + "give text_input_tokens, speech_input_tokens, text_output_tokens, speech_output_tokens")
        }
        var input = counts.input ?? 0
        let read = counts.cacheRead ?? 0
        let write = try cacheWrite(counts, into: &usage)
        if counts.inputIncludesCache {
            guard input >= read.addingClamped(write) else {
                throw UnknownUsage(reason: "the usage states more cached tokens than input tokens")
            }
            input -= read + write
        } else if isConverse, rules.inputMayIncludeCache, read.addingClamped(write) > 0,
            input >= read.addingClamped(write)
        {
            throw UnknownUsage(
                reason: "inputTokens (\(input)) may already contain the \(read.addingClamped(write)) cache tokens; "
                    + "reports differ on what AWS bills for this model, so nothing is assumed")
        }
        if counts.input == nil, rules.items.contains(.input) {
            throw UnknownUsage(reason: "the usage states no input tokens")
        }
        if counts.output == nil, rules.items.contains(.output), !rules.isEmbedding {
            throw UnknownUsage(reason: "the usage states no output tokens")
        }
        usage[.cacheRead] = Quantity(read)
        usage[.output] = rules.isEmbedding ? .zero : Quantity(counts.output ?? 0)
        // Models billed by the second or the query have no rate for the input tokens that some responses mention.
        usage[.input] = isBilledByOtherInput ? .zero : Quantity(input)
    }

    private var isBilledByOtherInput: Bool {
        !rules.items.contains(.input) && !rules.items.isDisjoint(with: .otherInputs)
    }

    /// Splits cache writes by time to live and returns their total.
    private mutating func cacheWrite(_ counts: TokenCounts, into usage: inout Usage) throws(UnknownUsage) -> Int64 {
        let split = counts.cacheWriteByTimeToLive.total
        let total = counts.cacheWrite ?? split
        guard split <= total else {
            throw UnknownUsage(
                reason: "cache writes by time to live add up to \(split), more than the total of \(total)")
        }
        var written = counts.cacheWriteByTimeToLive
        let rest = total - split
        if rest > 0 {
            let asked = request.cacheTimesToLive
            // Without a split AWS's default of five minutes holds, unless the request asked for nothing but one hour.
            let timeToLive: CacheTimeToLive = split == 0 && asked == [.oneHour] ? .oneHour : .fiveMinutes
            written[timeToLive] = (written[timeToLive] ?? 0).addingClamped(rest)
            if split > 0 {
                notes.append(
                    "the split of cache writes covers \(split) of \(total) tokens; the rest is taken as five minutes")
            } else if asked.count > 1 {
                notes.append("cache writes are not split by time to live; taken as five minutes")
            }
        }
        for timeToLive in [CacheTimeToLive.fiveMinutes, .thirtyMinutes, .oneHour] {
            guard let tokens = written[timeToLive], tokens > 0 else { continue }
            let item = item(for: timeToLive)
            usage[item] = Quantity(usage.tokens(item).addingClamped(tokens))
        }
        return total
    }

    /// Some families have one write rate, with a time to live of 30 minutes that the usage does not name.
    private func item(for timeToLive: CacheTimeToLive) -> BilledItem {
        switch timeToLive {
        case .thirtyMinutes: .cacheWrite30m
        case .oneHour: .cacheWrite1h
        case .fiveMinutes: rules.shortCacheWrite
        }
    }
}
