import LosslessJSON

/// Reads a rate card from JSON, refusing whatever it does not know: a misspelt field must not silently cost money.
struct RateCardReader {
    private var evidence: [String: (confidence: SourcedRate.Confidence, sources: [String])] = [:]

    /// The most models and price columns of a card; the shipped one has about 175 and 1,150.
    static let maximumModels = 10_000
    static let maximumPricesOfModel = 1_000

    mutating func card(_ root: CardField) throws(RateCardError) -> RateCard {
        let fields = try root.object(allowed: [
            "format", "version", "published", "currency", "sources", "evidence", "guardrails", "models", "overlay",
            "inference_profiles",
        ])
        guard let format = fields["format"] else { throw root.error("the field format is missing; expected 1") }
        guard try format.positiveInteger() == 1 else { throw format.error("this version reads format 1 only") }
        guard let version = fields["version"], let published = fields["published"] else {
            throw root.error("the fields version and published are needed")
        }
        if let currency = fields["currency"], try currency.string() != "USD" {
            throw currency.error("expected \"USD\"; Bedrock's list prices are in US dollars")
        }
        var card = RateCard(version: try version.string(), published: try published.timestamp())
        card.isOverlay = try fields["overlay"]?.boolean() ?? false
        card.sources = try strings(fields["sources"])
        card.inferenceProfiles = try strings(fields["inference_profiles"])
        evidence = try evidence(fields["evidence"])
        if let guardrails = fields["guardrails"] {
            let column = try guardrails.object(allowed: ["usd_per_unit"])
            card.guardrails = try rates(column["usd_per_unit"], perMillion: false)
        }
        let models = try fields["models"]?.elements() ?? []
        guard models.count <= Self.maximumModels else { throw root.error("more than \(Self.maximumModels) models") }
        for field in models {
            let model = try model(field)
            guard card.models.updateValue(model, forKey: model.id) == nil else {
                throw field.error("the model \(model.id) stands twice")
            }
        }
        return card
    }

    private func strings(_ field: CardField?) throws(RateCardError) -> [String: String] {
        var strings: [String: String] = [:]
        guard let field else { return strings }
        for (key, value) in try field.members() { strings[key] = try value.string() }
        return strings
    }

    private func evidence(
        _ field: CardField?
    ) throws(RateCardError) -> [String: (confidence: SourcedRate.Confidence, sources: [String])] {
        var evidence: [String: (confidence: SourcedRate.Confidence, sources: [String])] = [:]
        guard let field else { return evidence }
        for (key, value) in try field.members() {
            evidence[key] = try statement(value.object(allowed: ["confidence", "sources"]))
        }
        return evidence
    }

    private func statement(
        _ fields: CardField
    ) throws(RateCardError) -> (confidence: SourcedRate.Confidence, sources: [String]) {
        let confidence = try fields["confidence"]?.choice(of: SourcedRate.Confidence.self) ?? .unstated
        var sources: [String] = []
        if let field = fields["sources"] {
            for element in try field.elements() { sources.append(try element.string()) }
        }
        return (confidence, sources)
    }

    private func model(_ field: CardField) throws(RateCardError) -> ModelRates {
        let fields = try field.object(allowed: [
            "id", "vendor", "modality", "input_may_include_cache", "defaults", "prices", "unresolved",
            "max_input_tokens", "max_output_tokens",
        ])
        guard let id = fields["id"] else { throw field.error("the field id is missing") }
        var model = ModelRates(id: try id.string())
        model.vendor = try fields["vendor"]?.string()
        model.inputMayIncludeCache = try fields["input_may_include_cache"]?.boolean() ?? false
        model.maximumInputTokens = try fields["max_input_tokens"]?.positiveInteger()
        model.maximumOutputTokens = try fields["max_output_tokens"]?.positiveInteger()
        if let modality = fields["modality"] {
            for element in try modality.elements() { model.modality.append(try element.string()) }
        }
        if let defaults = fields["defaults"] {
            let shape = try defaults.object(allowed: ["width", "height", "steps", "quality", "resolution"])
            model.outputDefaults = OutputShape(
                width: try shape["width"]?.positiveInteger(), height: try shape["height"]?.positiveInteger(),
                steps: try shape["steps"]?.positiveInteger(), quality: try shape["quality"]?.string(),
                resolution: try shape["resolution"]?.string())
        }
        let prices = try fields["prices"]?.elements() ?? []
        guard prices.count <= Self.maximumPricesOfModel else { throw field.error("too many prices of one model") }
        var columns: [Price] = []
        for price in prices { columns.append(try self.price(price)) }
        model.prices = columns
        if let unresolved = fields["unresolved"] {
            for element in try unresolved.elements() { model.unresolved.append(try self.unresolved(element)) }
        }
        return model
    }

    private static let conditions: [StaticString] = ["scope", "partition", "regions", "from", "until", "tier"]
    private static let priceFields: [StaticString] =
        conditions + ["above_input_tokens", "when", "usd_per_million_tokens", "usd_per_unit"]
    private static let unresolvedFields: [StaticString] = conditions + ["item", "reason"]
    private static let rateFields: [StaticString] = ["usd", "evidence", "confidence", "sources", "note"]

    private func price(_ field: CardField) throws(RateCardError) -> Price {
        let fields = try field.object(allowed: Self.priceFields)
        var price = try column(fields)
        if let when = fields["when"] { price.condition = try condition(when) }
        price.rates = try rates(fields["usd_per_million_tokens"], perMillion: true)
        price.rates.merge(try rates(fields["usd_per_unit"], perMillion: false)) { first, _ in first }
        guard !price.rates.isEmpty else {
            throw field.error("a price needs rates in usd_per_million_tokens or usd_per_unit")
        }
        return price
    }

    private func column(_ fields: CardField) throws(RateCardError) -> Price {
        var price = Price()
        price.coverage = try fields["scope"]?.choice(of: Price.Coverage.self) ?? .any
        price.partition = try fields["partition"]?.choice(of: AWSPartition.self) ?? .commercial
        price.tier = try fields["tier"]?.choice(of: PriceTier.self) ?? .standard
        price.from = try fields["from"]?.timestamp()
        price.until = try fields["until"]?.timestamp()
        price.aboveInputTokens = try fields["above_input_tokens"]?.positiveInteger()
        if let from = price.from, let until = fields["until"], try until.timestamp() <= from {
            throw until.error("until must lie after from")
        }
        if let regions = fields["regions"] {
            var names: Set<String> = []
            for element in try regions.elements() { names.insert(try element.string()) }
            price.regions = names
        }
        return price
    }

    private func condition(_ field: CardField) throws(RateCardError) -> OutputCondition {
        let fields = try field.object(allowed: ["max_width", "max_height", "max_steps", "quality", "resolution"])
        var condition = OutputCondition()
        condition.maximumWidth = try fields["max_width"]?.positiveInteger()
        condition.maximumHeight = try fields["max_height"]?.positiveInteger()
        condition.maximumSteps = try fields["max_steps"]?.positiveInteger()
        condition.quality = try fields["quality"]?.string()
        condition.resolution = try fields["resolution"]?.string()
        return condition
    }

    private func unresolved(_ field: CardField) throws(RateCardError) -> ModelRates.Unresolved {
        let fields = try field.object(allowed: Self.unresolvedFields)
        guard let item = fields["item"], let reason = fields["reason"] else {
            throw field.error("the fields item and reason are needed")
        }
        return ModelRates.Unresolved(
            column: try column(fields), item: try item.choice(of: BilledItem.self), reason: try reason.string())
    }

    private func rates(_ field: CardField?, perMillion: Bool) throws(RateCardError) -> [BilledItem: SourcedRate] {
        var rates: [BilledItem: SourcedRate] = [:]
        guard let field else { return rates }
        let known = perMillion ? Self.tokenItems : Self.unitItems
        for (key, value) in try field.members() {
            guard let item = known[key] else {
                let names = BilledItem.allCases.map(\.rawValue).filter { known[$0] != nil }
                throw value.error("no such item here; expected one of \(names.joined(separator: ", "))")
            }
            rates[item] = try rate(value, perMillion: perMillion)
        }
        return rates
    }

    private static let tokenItems = items { $0.unit == .token }
    private static let unitItems = items { $0.unit != .token && $0.unit != .microdollar }

    private static func items(where isIncluded: (BilledItem) -> Bool) -> [String: BilledItem] {
        Dictionary(uniqueKeysWithValues: BilledItem.allCases.filter(isIncluded).map { ($0.rawValue, $0) })
    }

    /// The highest rate that is believed: a thousand dollars a token, or a million dollars for another unit.
    private static let maximumRate = Rate(picodollarsPerUnit: 1_000_000_000_000_000_000)

    private func rate(_ field: CardField, perMillion: Bool) throws(RateCardError) -> SourcedRate {
        var amount = field
        var statement = (confidence: SourcedRate.Confidence.unstated, sources: [String]())
        var note: String?
        if field.value.kind == .object {
            let fields = try field.object(allowed: Self.rateFields)
            guard let usd = fields["usd"] else { throw field.error("the field usd is missing") }
            amount = usd
            note = try fields["note"]?.string()
            if let name = fields["evidence"] {
                guard let known = evidence[try name.string()] else { throw name.error("no such entry in evidence") }
                statement = known
            } else {
                statement = try self.statement(fields)
            }
        }
        // A number keeps its exact text, so it is as good as a text.
        let text: String
        if let number = amount.value.number { text = number.text } else { text = try amount.string() }
        guard let rate = perMillion ? Rate(usdPerMillion: text) : Rate(usdPerUnit: text),
            rate.picodollarsPerUnit <= Self.maximumRate.picodollarsPerUnit
        else {
            throw amount.error(
                perMillion
                    ? "\"\(text)\" is no price: expected USD per million tokens as a decimal text of at most six decimals"
                    : "\"\(text)\" is no price: expected USD per unit as a decimal text of at most twelve decimals")
        }
        return SourcedRate(rate: rate, confidence: statement.confidence, sources: statement.sources, note: note)
    }
}
