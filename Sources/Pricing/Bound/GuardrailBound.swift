import LosslessJSON

/// Bounds what a guardrail bills for a call: every policy that has a rate, over everything that is sent and answered.
enum GuardrailBound {
    /// The characters that one text unit holds (AWS pricing page, as of 2026-11).
    static let charactersPerUnit: Int64 = 1_000
    /// The most characters of one token: the longest of the published vocabularies is a run of 128 spaces (OpenAI's
    /// cl100k and o200k). Vocabularies that are not published are taken to have none longer.
    static let charactersPerToken: Int64 = 128

    /// The policies that are billed by text unit.
    private static let policies: [BilledItem] = [
        .guardrailContent, .guardrailTopic, .guardrailWord, .guardrailSensitiveInformation,
        .guardrailContextualGrounding, .guardrailAutomatedReasoning,
    ]

    /// The most that a guardrail bills.
    ///
    /// A text has no more characters than bytes. Each block of content, and each answer, may begin a unit of its own.
    /// - Returns: `nil` where the card has no rates for guardrails.
    static func usage(
        input measured: InputBound?, inputTokens: Int64, outputTokens: Int64, rates: [BilledItem: SourcedRate]
    ) -> Usage? {
        guard policies.contains(where: { rates[$0] != nil }) else { return nil }
        var characters = inputTokens.multipliedClamped(by: charactersPerToken)
        if let measured, !measured.hasUnboundedContent { characters = measured.size.textBytes }
        let units = begun(characters).addingClamped(measured?.blocks ?? 1)
            .addingClamped(begun(outputTokens.multipliedClamped(by: charactersPerToken))).addingClamped(1)
        var usage = Usage()
        for policy in policies where rates[policy] != nil { usage[policy] = Quantity(units) }
        if let images = measured?.images, rates[.guardrailContentImage] != nil {
            usage[.guardrailContentImage] = Quantity(images)
        }
        return usage
    }

    private static func begun(_ characters: Int64) -> Int64 {
        characters / charactersPerUnit + (characters % charactersPerUnit == 0 ? 0 : 1)
    }
}

extension Int64 {
    /// The product of two counts, or the largest number where it is larger than that.
    func multipliedClamped(by other: Int64) -> Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }
}
