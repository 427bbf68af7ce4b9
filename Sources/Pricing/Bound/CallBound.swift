import LosslessJSON

/// What a request says of the most that its call can use, part by part.
struct CallBound: Sendable {
    let request: BoundRequest
    let model: ModelRates
    let resolved: ResolvedModel
    let reading: RequestReading
    private let measured: InputBound?

    /// The vendors that say how many tokens an image has at most.
    private static let imageVendors = ["anthropic.", "amazon."]
    /// The beta by which Claude takes a context of a million tokens.
    private static let millionTokens = "context-1m"

    init(request: BoundRequest, model: ModelRates, resolved: ResolvedModel) {
        self.request = request
        self.model = model
        self.resolved = resolved
        reading = RequestReading(request.request)
        measured = reading.body.map { InputBound(of: $0) }
    }

    private var hasTokens: Bool { model.items.contains { $0.unit == .token } }

    /// The size of the input, where it bounds the tokens.
    var boundedSize: InputSize? {
        guard !resolved.isPrompt, ServiceTools.first(in: reading) == nil else { return nil }
        return isBoundedBySize ? measured?.size : nil
    }

    private var isBoundedBySize: Bool {
        guard let measured, !measured.hasUnboundedContent else { return false }
        return measured.images == 0 || Self.imageVendors.contains { model.id.hasPrefix($0) }
    }

    /// What the call can be billed beside its tokens and its guardrail.
    func units() throws(UnboundedCall) -> Usage {
        if let units = request.units {
            guard units.items.allSatisfy({ units[$0] >= .zero }) else {
                throw UnboundedCall(reason: "units cannot be negative")
            }
            return units
        }
        if let tool = ServiceTools.first(in: reading) {
            throw UnboundedCall(
                reason: "the service runs a tool (\(tool.prefix(64))), whose input and fee the request does not bound; "
                    + "state the input tokens and the units")
        }
        guard let usage = impliedUnits else {
            throw UnboundedCall(reason: "the model is billed by more than tokens, and the request does not bound it")
        }
        return usage
    }

    private var impliedUnits: Usage? {
        var usage = Usage()
        for item in model.items where item.unit != .token && item != .webSearch {
            guard reading.body != nil else { return nil }
            switch item {
            case .outputImage: usage[item] = Quantity(max(1, reading.requestedImages ?? 1))
            case .outputVideoSecond:
                guard let seconds = reading.requestedVideoSeconds else { return nil }
                usage[item] = seconds
            case .query: usage[item] = Quantity(reading.mostRerankQueries(measured))
            case .inputImage, .inputDocumentImage: usage[item] = Quantity(1)
            case .inputVideoSecond, .inputAudioSecond:
                guard let medium = reading.inputMedium, ["text", "image"].contains(medium) else { return nil }
            default: continue
            }
        }
        return usage
    }

    /// The most tokens of input and of output; none for a model that is not billed by them.
    func tokens() throws(UnboundedCall) -> (input: Int64, output: Int64) {
        guard hasTokens else { return (0, 0) }
        let input = if let stated = request.inputTokens { stated } else { try inputTokens() }
        guard let output = request.maximumOutputTokens ?? outputTokens else {
            throw UnboundedCall(
                reason: "neither the request nor the rate card limits the output; state the most output tokens")
        }
        guard input >= 0, output >= 0 else { throw UnboundedCall(reason: "token counts cannot be negative") }
        return (input, output)
    }

    private func inputTokens() throws(UnboundedCall) -> Int64 {
        if ServiceTools.first(in: reading) != nil {
            throw UnboundedCall(reason: "a tool that the service runs brings input of its own; state the input tokens")
        }
        if resolved.isPrompt {
            throw UnboundedCall(reason: "the service keeps the text of the prompt; state the input tokens")
        }
        guard let measured else {
            throw UnboundedCall(reason: "there is no request to bound the input by; state the input tokens")
        }
        if isBoundedBySize { return measured.size.maximumTokens }
        guard var most = model.maximumInputTokens else {
            throw UnboundedCall(
                reason: "the request holds content whose tokens its size does not bound, and the rate card has no "
                    + "maximum for \(model.id); state the input tokens")
        }
        if reading.anthropicBetas.contains(where: { $0.hasPrefix(Self.millionTokens) }) { most = max(most, 1_000_000) }
        return most
    }

    private var outputTokens: Int64? {
        if model.items.isDisjoint(with: [.output, .audioOutput]) { return 0 }
        // A prompt may hold tools and betas of its own; the context window bounds those.
        if resolved.isPrompt { return [model.maximumInputTokens, model.maximumOutputTokens].compactMap(\.self).max() }
        return OutputBound.tokens(of: reading, operation: request.operation, model: model)
    }

    /// What the guardrail that the request names can bill.
    func guardrail(
        input: Int64, output: Int64, rates: [BilledItem: SourcedRate]
    ) throws(UnboundedCall) -> [BilledItem: Quantity] {
        guard reading.hasGuardrail else { return [:] }
        let usage = GuardrailBound.usage(input: measured, inputTokens: input, outputTokens: output, rates: rates)
        guard let usage else {
            throw UnboundedCall(
                reason: "the request names a guardrail, which is billed, and the rate card has no rates for guardrails")
        }
        return usage.quantities
    }

    /// The service may serve a lower tier than the one asked for; the larger price of both bounds the call.
    func possibleTiers() throws(UnboundedCall) -> [PriceTier] {
        if resolved.isCustomModel { return [.customModel] }
        if request.operation == .batch { return [.batch] }
        let asked: PriceTier
        do {
            asked = try Pricer.tier(named: reading.serviceTier ?? "default")
        } catch {
            throw UnboundedCall(reason: error.reason)
        }
        let isOptimized = reading.latency == "optimized"
        return (isOptimized ? [.latencyOptimized] : []) + (asked == .standard ? [] : [asked]) + [.standard]
    }

    /// The input items that the tokens may turn out to be. Claude and Nova write to a cache only where the request asks
    /// for it; families with one 30-minute rate do so by themselves.
    var inputItems: [BilledItem] {
        var items: [BilledItem] = [.input]
        // Which part of a speech model's input is speech is known only afterwards.
        items += [BilledItem.audioInput, .imageTokenInput].filter(model.items.contains)
        if model.items.contains(.cacheWrite30m) { items.append(.cacheWrite30m) }
        let asked = request.request == nil || resolved.isPrompt ? nil : reading.possibleCacheTimesToLive
        if model.items.contains(.cacheWrite5m), asked?.isEmpty != true { items.append(.cacheWrite5m) }
        if model.items.contains(.cacheWrite1h), asked?.contains(.oneHour) ?? true { items.append(.cacheWrite1h) }
        return items
    }
}
