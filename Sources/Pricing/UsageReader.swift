import LosslessJSON

/// Puts what a call used under billed items, by the rules of the model's price list.
struct UsageReader: Sendable {
    let model: ModelRates
    let request: RequestReading
    let response: ResponseReading?
    let reported: ReportedTokens?
    let units: [UnitName: Quantity]

    /// What a reader of the cost should know about the usage.
    private(set) var notes: [String] = []

    init(
        model: ModelRates, request: RequestReading, response: ResponseReading?, reported: ReportedTokens?,
        units: [UnitName: Quantity]
    ) {
        self.model = model
        self.request = request
        self.response = response
        self.reported = reported
        self.units = units
    }

    /// - Throws: ``UnknownUsage`` where neither response, headers nor units say what was used.
    mutating func usage(isConverse: Bool) throws(UnknownUsage) -> Usage {
        var usage = Usage()
        var isStated = response?.guardrail.blockedInput == true
        let items = model.items
        if !isStated, items.contains(where: { $0.unit == .token }), let counts = try tokens() {
            try put(counts, into: &usage, isConverse: isConverse)
            isStated = true
        }
        if try putUnits(into: &usage) { isStated = true }
        if response?.guardrail.blockedInput != true, try putImplied(into: &usage) { isStated = true }
        guard isStated else { throw UnknownUsage(reason: missingUsage) }
        for (item, quantity) in response?.guardrail.quantities ?? [:] { usage[item] = quantity }
        return usage
    }

    private var missingUsage: String {
        guard let response else {
            return items(of: .token) ? "no response was given, so the usage is not known" : missingUnits
        }
        if response.document.isStream {
            return "the stream ends without its usage; AWS bills the whole generation, so the cost is not known"
        }
        return items(of: .token) ? "the response states no usage" : missingUnits
    }

    private var missingUnits: String {
        let wanted = model.items.map(\.unit.rawValue)
        return
            "neither request, response nor units say what was used "
            + "(billed by \(Set(wanted).sorted().joined(separator: ", ")))"
    }

    private func items(of unit: BilledUnit) -> Bool { model.items.contains { $0.unit == unit } }

    private func tokens() throws(UnknownUsage) -> TokenCounts? {
        if let response { return try response.tokens(reported: reported) }
        return reported.flatMap { $0.isEmpty ? nil : TokenCounts($0) }
    }

    private mutating func put(
        _ counts: TokenCounts, into usage: inout Usage, isConverse: Bool
    ) throws(UnknownUsage) {
        var input = counts.input ?? 0
        let read = counts.cacheRead ?? 0
        let write = try cacheWrite(counts, into: &usage)
        if counts.inputIncludesCache {
            guard input >= read.addingClamped(write) else {
                throw UnknownUsage(reason: "the usage states more cached tokens than input tokens")
            }
            input -= read + write
        } else if isConverse, model.inputMayIncludeCache, read.addingClamped(write) > 0,
            input >= read.addingClamped(write)
        {
            throw UnknownUsage(
                reason: "inputTokens (\(input)) may already contain the \(read.addingClamped(write)) cache tokens; "
                    + "reports differ on what AWS bills for this model, so nothing is assumed")
        }
        if counts.input == nil, model.items.contains(.input) {
            throw UnknownUsage(reason: "the usage states no input tokens")
        }
        if counts.output == nil, model.items.contains(.output), !isEmbedding {
            throw UnknownUsage(reason: "the usage states no output tokens")
        }
        usage[.cacheRead] = Quantity(read)
        usage[.output] = isEmbedding ? .zero : Quantity(counts.output ?? 0)
        // Models billed by the second or the query have no rate for the input tokens that some responses mention.
        usage[.input] = isBilledByOtherInput ? .zero : Quantity(input)
    }

    private var isEmbedding: Bool { model.modality.contains("embedding") }

    private var isBilledByOtherInput: Bool {
        !model.items.contains(.input)
            && !model.items.isDisjoint(with: [.inputVideoSecond, .inputAudioSecond, .inputImage, .query, .outputImage])
    }

    /// Splits cache writes by time to live and returns their total.
    private mutating func cacheWrite(_ counts: TokenCounts, into usage: inout Usage) throws(UnknownUsage) -> Int64 {
        let split = counts.cacheWriteByTimeToLive.values.reduce(Int64(0)) { $0.addingClamped($1) }
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
        for (timeToLive, tokens) in written where tokens > 0 {
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
        case .fiveMinutes:
            model.items.contains(.cacheWrite30m) && !model.items.contains(.cacheWrite5m)
                ? .cacheWrite30m : .cacheWrite5m
        }
    }

    /// Puts the quantities that the caller stated; they win over what a response implies.
    private func putUnits(into usage: inout Usage) throws(UnknownUsage) -> Bool {
        for (name, quantity) in units {
            switch name {
            case .queries, .documents: break
            case .images: usage[model.items.contains(.outputImage) ? .outputImage : .inputImage] = quantity
            case .inputSeconds: usage[try inputSecondItem()] = quantity
            case .outputSeconds: usage[.outputVideoSecond] = quantity
            case .textInputTokens: usage[.input] = quantity
            case .textOutputTokens, .outputTokens: usage[.output] = quantity
            case .speechInputTokens: usage[.audioInput] = quantity
            case .speechOutputTokens: usage[.audioOutput] = quantity
            }
        }
        if units[.queries] != nil || units[.documents] != nil {
            let documents = units[.documents]?.millionths ?? 0
            let hundreds = (documents + 99_999_999) / 100_000_000
            usage[.query] = max(units[.queries] ?? .zero, Quantity(max(hundreds, units[.queries] == nil ? 1 : 0)))
        }
        return !units.isEmpty
    }

    private func inputSecondItem() throws(UnknownUsage) -> BilledItem {
        let items = model.items.intersection([.inputVideoSecond, .inputAudioSecond])
        if items.count < 2 { return items.first ?? .inputVideoSecond }
        switch request.inputMedium {
        case "audio": return .inputAudioSecond
        case "video": return .inputVideoSecond
        default:
            throw UnknownUsage(
                reason:
                    "input_seconds may be audio or video, which have different rates; the request does not say which")
        }
    }

    /// Puts what request and response imply for models that are billed by image, second or query.
    private func putImplied(into usage: inout Usage) throws(UnknownUsage) -> Bool {
        let items = model.items
        var isStated = false
        func put(_ item: BilledItem, _ quantity: Quantity?) {
            guard let quantity, items.contains(item) else { return }
            if usage[item] == .zero { usage[item] = quantity }
            isStated = true
        }
        if response != nil || request.body != nil {
            put(.outputImage, units[.images] ?? imagesMade)
            put(.outputVideoSecond, units[.outputSeconds] ?? request.requestedVideoSeconds)
            if request.hasInputImage || request.inputMedium == "image" { put(.inputImage, Quantity(1)) }
            if request.inputMedium == "text" { put(.query, Quantity(1)) }
            if model.modality.contains("rerank"), units[.queries] == nil, units[.documents] == nil {
                put(.query, Quantity(queriesMade))
            }
        }
        return isStated
    }

    private var imagesMade: Quantity? {
        if let images = response?.images { return Quantity(images) }
        return request.requestedImages.flatMap { $0 >= 0 ? Quantity($0) : nil }
    }

    /// A reranker bills a query for each hundred documents begun (AWS pricing page; one source for the rounding).
    private var queriesMade: Int64 {
        if let units = response?.searchUnits, units > 0 { return units }
        return max(1, Int64(((request.rerankedDocuments ?? 0) + 99) / 100))
    }
}
