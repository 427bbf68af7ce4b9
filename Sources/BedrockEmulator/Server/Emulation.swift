import AWSSigning
import LosslessJSON
import Pricing
import Synchronization

/// The service behind the server: it decides every reply, and does not know how replies are sent.
final class Emulation: Sendable {
    let configuration: EmulatorConfiguration
    let state: Mutex<EmulatorState>
    private let pricer: Pricer
    private let authenticator: Authenticator
    private let generator: AnswerGenerator

    init(_ configuration: EmulatorConfiguration) throws {
        self.configuration = configuration
        state = Mutex(EmulatorState(configuration))
        pricer = Pricer(
            card: try configuration.rateCard ?? Self.shippedCard.get(),
            inferenceProfiles: configuration.inferenceProfiles)
        authenticator = Authenticator(configuration)
        generator = AnswerGenerator(seed: configuration.seed, limit: configuration.limits.outputTokens)
    }

    /// Read once, because tests make many emulators and the card is large.
    private static let shippedCard = Result<RateCard, RateCardError> { () throws(RateCardError) in try .shipped() }

    /// The reply to a model call.
    func reply(to call: IncomingCall, bodyHash: BodyHash) throws(ServiceError) -> Reply {
        try authenticator.authenticate(call.head, body: bodyHash, at: call.time)
        if let refusal = call.faults.refusal { throw refusal.serviceError(at: call.time) }
        let model = try servedModel(call)
        if call.operation == .countTokens { return try count(call, model: model) }
        try admit(call)
        let json = try call.json()
        let format = ModelFormats.format(of: model, body: json)
        let prompt = call.isConverse ? try ConversePrompt.read(json) : try format.prompt(in: json, isCounting: false)
        try checkLifetimes(prompt, model: model)
        let answer =
            ModelFormats.isEmbedding(model) ? Answer() : generator.answer(to: prompt)
        var outcome = Outcome(
            requestID: call.requestID, modelID: model, answer: answer, usage: usage(of: prompt, answer, model, call),
            latencyMilliseconds: max(1, latency(of: call).milliseconds),
            random: SplitMix64(seed: configuration.seed, text: prompt.digest))
        (outcome.serviceTier, outcome.performanceLatency) = try call.performance(json)
        outcome.statesCache =
            model.hasPrefix("amazon.nova") || prompt.boundaries.contains { $0.cachePoint != nil }
        outcome.statesUsage = !call.faults.hidesUsage
        outcome.dimensions = EmbeddingFormat.dimensions(in: json)
        outcome.embeddings = prompt.boundaries.count
        return try reply(with: outcome, to: call, format: format)
    }

    /// Whether an attempt meets a fault that is for the first ones only.
    func meets(_ fault: EmulatorFault, call: String) -> Bool {
        state.withLock { $0.attempts.meets(fault, call: call) }
    }

    private func latency(of call: IncomingCall) -> Duration { configuration.latency + call.faults.latency }

    // MARK: - Before the work

    /// The id of a model that is served, without geography.
    private func servedModel(_ call: IncomingCall) throws(ServiceError) -> String {
        let id = pricer.modelID(call.modelID)
        guard let rates = pricer.card.models[id] else {
            guard configuration.servesUnknownModels else {
                throw .validation("The provided model identifier is invalid.")
            }
            return id
        }
        let isText = rates.modality.isEmpty || rates.modality.contains("text")
        guard isText || (ModelFormats.isEmbedding(id) && !call.isConverse && call.operation != .countTokens) else {
            throw .validation(
                "This action doesn't support the model that you provided. Try again with a supported model.")
        }
        return id
    }

    private func admit(_ call: IncomingCall) throws(ServiceError) {
        guard let limit = configuration.requestsPerMinute else { return }
        let isAdmitted = state.withLock { $0.rates.admits(call.modelID, limit: limit, at: call.time) }
        guard isAdmitted else { throw EmulatorRefusal.throttle.serviceError(at: call.time) }
    }

    /// Refuses an hour of caching for models that have no price for it, as AWS offers it for newer models only.
    private func checkLifetimes(_ prompt: Prompt, model: String) throws(ServiceError) {
        guard prompt.boundaries.contains(where: { $0.cachePoint == .oneHour }), ModelFormats.cachesPrompts(model),
            let rates = pricer.card.models[model], !rates.items.contains(.cacheWrite1h)
        else { return }
        throw .validation("The model does not support a cache time to live of 1h.")
    }

    // MARK: - The work

    private func count(_ call: IncomingCall, model: String) throws(ServiceError) -> Reply {
        let prompt = try CountTokensRequest.prompt(in: call.json(), model: model)
        var reply = Reply.json(JSONWriter.object { $0.member("inputTokens", prompt.inputTokens) })
        reply.latency = latency(of: call)
        return reply
    }

    private func usage(of prompt: Prompt, _ answer: Answer, _ model: String, _ call: IncomingCall) -> BilledTokens {
        var usage = BilledTokens()
        usage.output = answer.outputTokens
        usage.input = prompt.inputTokens
        guard ModelFormats.cachesPrompts(model), !call.faults.failsBeforeFirstEvent else { return usage }
        let cached = state.withLock {
            $0.cache.use(
                prompt.boundaries, model: call.modelID, minimumTokens: configuration.minimumCacheableTokens,
                at: call.time)
        }
        usage.cacheRead = cached.read
        usage.cacheWriteFiveMinutes = cached.written[.fiveMinutes] ?? 0
        usage.cacheWriteOneHour = cached.written[.oneHour] ?? 0
        usage.input -= usage.cacheRead + usage.cacheWrite
        return usage
    }

    private func reply(
        with outcome: Outcome, to call: IncomingCall, format: any ModelFormat
    ) throws(ServiceError) -> Reply {
        var reply = Reply(content: .none)
        reply.latency = latency(of: call)
        if call.isStream {
            let events = call.isConverse ? ConverseFormat.events(of: outcome) : try format.events(of: outcome)
            let script = try StreamScript(events, faults: call.faults)
            reply.headers = [("Content-Type", "application/vnd.amazon.eventstream")]
            reply.content = .stream(pieces: script.pieces, pause: call.faults.pause, isCut: script.isCut)
            if !script.isComplete { reply.delivery = call.faults.streamFault == nil ? .withoutUsage : .cut }
        } else {
            reply.headers = [("Content-Type", "application/json")]
            reply.content = .bytes(call.isConverse ? ConverseFormat.body(of: outcome) : format.body(of: outcome))
        }
        if !call.isConverse { reply.headers += outcome.invokeHeaders(isStream: call.isStream) }
        if !outcome.statesUsage { reply.delivery = .withoutUsage }
        if call.faults.isGarbage {
            reply.content = .bytes(Array("<html>This is not what you asked for.</html>".utf8))
            reply.delivery = .withoutUsage
        }
        if call.faults.losesResponse { reply.content = .none }
        if !(call.isStream && call.faults.failsBeforeFirstEvent) { reply.sequence = bill(outcome, to: call) }
        return reply
    }

    /// Writes the call into the account.
    ///
    /// It is billed before it is sent, because AWS bills what was generated, whoever reads it.
    private func bill(_ outcome: Outcome, to call: IncomingCall) -> Int64 {
        let region = call.head.region ?? configuration.region
        let cost = pricer.cost(
            of: PricingRequest(
                model: call.modelID, region: region, at: call.time, operation: .converse,
                response: outcome.statement))
        return state.withLock { state in
            let sequence = state.account.callCount + 1
            state.account.record(
                BilledCall(
                    sequence: sequence, time: call.time, requestID: call.requestID,
                    invocationID: call.head.invocationID, operation: call.operation, modelID: call.modelID,
                    region: region, accessKeyID: call.head.accessKeyID, usage: outcome.usage, cost: cost))
            return sequence
        }
    }
}
