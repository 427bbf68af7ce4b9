import LosslessJSON

/// What guardrails did to a call: the units they bill, and whether they kept the model from being asked.
struct GuardrailUsage: Sendable, Hashable {
    var quantities: [BilledItem: Quantity] = [:]
    /// A blocked input is billed for the guardrail only; the model was not asked (AWS guardrails guide, "how it works").
    var blockedInput = false
    /// Whether the response says that a guardrail changed or stopped it.
    var intervened = false
    /// Whether the response carries the guardrail's trace, which states what is billed.
    var isTraced = false

    private static let items: [String: BilledItem] = [
        "contentPolicyUnits": .guardrailContent,
        "contentPolicyImageUnits": .guardrailContentImage,
        "topicPolicyUnits": .guardrailTopic,
        "wordPolicyUnits": .guardrailWord,
        "sensitiveInformationPolicyUnits": .guardrailSensitiveInformation,
        "sensitiveInformationPolicyFreeUnits": .guardrailSensitiveInformationFree,
        "contextualGroundingPolicyUnits": .guardrailContextualGrounding,
        "automatedReasoningPolicyUnits": .guardrailAutomatedReasoning,
    ]

    /// Guardrail traces are small; a larger one is not walked further.
    private static let maximumNodes = 100_000

    init() {}

    /// Reads the trace of a Converse answer or the `amazon-bedrock-trace` of an InvokeModel body.
    init(_ document: ResponseDocument) throws(UnknownUsage) {
        var bodies = document.events.flatMap { [$0, $0.present("metadata")].compactMap(\.self) }
        if let body = document.body { bodies.append(body) }
        var blockedInput = false
        var assessedOutput = false
        for body in bodies {
            let reason = body.present("stopReason") ?? body.present("messageStop")?.present("stopReason")
            intervened =
                intervened || reason?.string == "guardrail_intervened"
                || body.present("amazon-bedrock-guardrailAction")?.string == "INTERVENED"
            guard
                let trace = body.present("trace")?.present("guardrail")
                    ?? body.present("amazon-bedrock-trace")?.present("guardrail")
            else { continue }
            isTraced = true
            let input = trace.present("inputAssessment") ?? trace.present("input")
            let output = trace.present("outputAssessments") ?? trace.present("outputs")
            assessedOutput = assessedOutput || (output?.count ?? 0) > 0
            if let input, try walk(input) { blockedInput = true }
            if let output { _ = try walk(output) }
        }
        self.blockedInput = intervened && blockedInput && !assessedOutput
    }

    /// Adds the units of every assessment below a value.
    ///
    /// - Returns: Whether an assessment says that something was blocked.
    private mutating func walk(_ root: JSONValue) throws(UnknownUsage) -> Bool {
        var isBlocked = false
        var pending = [root]
        var visited = 0
        while let value = pending.popLast(), visited < Self.maximumNodes {
            visited += 1
            if value.present("action")?.string == "BLOCKED" { isBlocked = true }
            if let usage = value.present("invocationMetrics")?.present("usage") { try add(usage) }
            pending.append(contentsOf: value.elements)
            for (key, member) in value.members where key != "invocationMetrics" { pending.append(member) }
        }
        return isBlocked
    }

    private mutating func add(_ usage: JSONValue) throws(UnknownUsage) {
        for (key, _) in usage.members {
            guard let count = try usage.tokenCount(key), count > 0 else { continue }
            if let item = Self.items[key] {
                quantities[item] = Quantity(
                    millionths: (quantities[item] ?? .zero).millionths + Quantity(count).millionths)
            } else if key.hasSuffix("Units") {
                throw UnknownUsage(reason: "the guardrail billed \(count) \(key), which the rate card does not know")
            }
        }
    }
}
