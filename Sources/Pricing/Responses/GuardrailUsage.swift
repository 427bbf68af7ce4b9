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
        var assessed = Assessed()
        for event in document.events {
            try read(event, &assessed)
            if let metadata = event.present("metadata") { try read(metadata, &assessed) }
        }
        if let body = document.body { try read(body, &assessed) }
        blockedInput = intervened && assessed.blockedInput && !assessed.output
    }

    /// What the traces say that were read so far.
    private struct Assessed {
        var blockedInput = false
        var output = false
    }

    private mutating func read(_ body: JSONValue, _ assessed: inout Assessed) throws(UnknownUsage) {
        let reason = body.present("stopReason") ?? body.present("messageStop")?.present("stopReason")
        intervened =
            intervened || reason?.isText("guardrail_intervened") == true
            || body.present("amazon-bedrock-guardrailAction")?.isText("INTERVENED") == true
        guard
            let trace = body.present("trace")?.present("guardrail")
                ?? body.present("amazon-bedrock-trace")?.present("guardrail")
        else { return }
        isTraced = true
        let input = trace.present("inputAssessment") ?? trace.present("input")
        let output = trace.present("outputAssessments") ?? trace.present("outputs")
        assessed.output = assessed.output || (output?.count ?? 0) > 0
        if let input, try walk(input) { assessed.blockedInput = true }
        if let output { _ = try walk(output) }
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
            guard let value = usage.present(named: key) else { continue }
            let count = try value.count(named: key)
            guard count > 0 else { continue }
            if let item = Self.items[key] {
                quantities[item] = Quantity(
                    millionths: (quantities[item] ?? .zero).millionths + Quantity(count).millionths)
            } else if key.hasSuffix("Units") {
                throw UnknownUsage(reason: "the guardrail billed \(count) \(key), which the rate card does not know")
            }
        }
    }
}
