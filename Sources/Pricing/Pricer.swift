/// Prices calls by a rate card, exactly and without state.
///
/// The same request, card and time give the same cost for ever. A pricer is a value; share it freely.
///
/// ```swift
/// let pricer = Pricer(card: try RateCard.shipped())
/// let cost = pricer.cost(of: PricingRequest(model: "us.anthropic.claude-sonnet-5", response: response))
/// ```
public struct Pricer: Sendable {
    /// The prices.
    public let card: RateCard
    /// What opaque profiles stand for.
    public let inferenceProfiles: [String: String]

    /// - Parameters:
    ///   - card: The prices.
    ///   - inferenceProfiles: What application inference profiles stand for: ARN to ARN or id. They win over the card's.
    public init(card: RateCard, inferenceProfiles: [String: String] = [:]) {
        self.card = card
        self.inferenceProfiles = card.inferenceProfiles.merging(inferenceProfiles) { _, given in given }
    }

    let book = PriceBook()

    /// What a call costs, or why that is not known.
    ///
    /// - Parameters:
    ///   - request: The call.
    ///   - now: The time of a call that states none.
    /// - Returns: The cost, or the reason why there is none.
    public func cost(of request: PricingRequest, now: Timestamp = .now()) -> Cost {
        var cost = Cost(status: .unpriced, model: request.model, scope: nil, ratesVersion: card.version)
        if request.operation == .batch { cost.tier = .batch }
        do throws(UnknownUsage) {
            let response: ResponseReading?
            if let json = request.response { response = try ResponseReading(json) } else { response = nil }
            price(request, response: response, now: now, in: &cost)
        } catch {
            cost.status = .unknownUsage
            cost.reason = error.reason
        }
        return cost
    }

    private func price(
        _ request: PricingRequest, response: ResponseReading?, now: Timestamp, in cost: inout Cost
    ) {
        let prices: ModelPrices
        do {
            prices = try self.prices(of: request, response: response)
        } catch {
            // What is free is free whatever the model.
            if !isFree(request, response, &cost) { keepUsage(request, response, in: &cost, because: error.reason) }
            return
        }
        cost.model = prices.resolved.id
        cost.scope = prices.resolved.scope
        if isFree(request, response, &cost) { return }
        guard prices.isKnown else {
            keepUsage(request, response, in: &cost, because: missingModel(prices.resolved))
            return
        }
        let reading = RequestReading(request.request)
        do throws(UnknownUsage) {
            var reader = UsageReader(
                rules: prices.rules, request: reading, response: response, reported: request.reportedTokens,
                units: request.units)
            cost.usage = try reader.usage(isConverse: request.operation.isConverse)
            if prices.resolved.isRouted {
                reader.notes.append("the fee of the prompt router, if any, is not in this cost")
            }
            cost.reason = reader.notes.isEmpty ? nil : reader.notes.joined(separator: "; ")
            if let tool = response?.serverToolUse {
                cost.reason =
                    "the service ran a tool (\(tool)) that is billed apart, and the rate card has no rate for it"
                return
            }
        } catch {
            cost.status = .unknownUsage
            cost.reason = error.reason
            return
        }
        do throws(UnresolvedModel) {
            cost.tier = try tier(request, reading, response)
            if prices.resolved.isCustomModel { cost.tier = try customTier(cost.tier) }
        } catch {
            cost.reason = error.reason
            return
        }
        self.price(
            &cost, by: prices, at: request.at ?? now, shape: reading.outputShape(defaults: prices.outputDefaults))
    }

    /// Puts the tokens and the tier of a call whose model has no price beside the reason, so that it can be priced once
    /// its profile is mapped or a card knows its model.
    private func keepUsage(
        _ request: PricingRequest, _ response: ResponseReading?, in cost: inout Cost, because reason: String
    ) {
        cost.reason = reason
        let reading = RequestReading(request.request)
        var reader = UsageReader(
            rules: .anyTextModel, request: reading, response: response, reported: request.reportedTokens, units: [:])
        guard let usage = try? reader.usage(isConverse: request.operation.isConverse),
            let tier = try? tier(request, reading, response)
        else { return }
        cost.usage = usage
        cost.tier = tier
    }

    /// The model that a call is priced as, with its prices.
    private func prices(
        of request: PricingRequest, response: ResponseReading?
    ) throws(UnresolvedModel) -> ModelPrices {
        guard request.inferenceProfiles.isEmpty else {
            let profiles = inferenceProfiles.merging(request.inferenceProfiles) { _, given in given }
            return try prices(
                of: request.model, region: request.region, profiles: profiles, invokedModel: response?.invokedModel)
        }
        if let invoked = response?.invokedModel {
            return try prices(
                of: request.model, region: request.region, profiles: inferenceProfiles, invokedModel: invoked)
        }
        return try prices(of: request.model, region: request.region)
    }

    /// CountTokens is free (AWS count-tokens guide); an error without usage has no line on the bill.
    private func isFree(_ request: PricingRequest, _ response: ResponseReading?, _ cost: inout Cost) -> Bool {
        if request.operation == .countTokens {
            cost.reason = "CountTokens is free of charge"
        } else if response?.isUnbilledError == true {
            cost.reason = "an error without usage is not billed"
        } else {
            return false
        }
        cost.status = .priced
        return true
    }

    /// A custom model on demand has one price column of its own (AWS pricing page); none is published for its tiers.
    func customTier(_ tier: PriceTier) throws(UnresolvedModel) -> PriceTier {
        guard tier == .standard || tier == .customModel else {
            throw UnresolvedModel(
                reason: "no price is known for a custom model deployment in the \(tier.rawValue) tier")
        }
        return .customModel
    }

    /// The price column of a service tier, by the name that requests and responses give it.
    static func tier(named name: String) throws(UnresolvedModel) -> PriceTier {
        switch name {
        case "default", "standard", "auto", "on_demand", "on-demand": return .standard
        case "flex": return .flex
        case "priority": return .priority
        case "ultrafast": return .ultrafast
        case "reserved":
            throw UnresolvedModel(reason: "the reserved tier is paid by the hour, not by the call")
        default:
            throw UnresolvedModel(reason: "the rate card knows no service tier \"\(name)\"")
        }
    }

    private func tier(
        _ request: PricingRequest, _ reading: RequestReading, _ response: ResponseReading?
    ) throws(UnresolvedModel) -> PriceTier {
        if request.operation == .batch { return .batch }
        let isOptimized = (response?.latency ?? reading.latency) == "optimized"
        let name = response?.serviceTier ?? reading.serviceTier ?? "default"
        let tier = try Self.tier(named: name)
        guard isOptimized else { return tier }
        guard tier == .standard else {
            throw UnresolvedModel(reason: "no price is known for latency-optimized inference in the \(name) tier")
        }
        return .latencyOptimized
    }
}
