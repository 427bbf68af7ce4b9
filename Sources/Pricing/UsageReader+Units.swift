extension UsageReader {
    /// A model that takes in audio or video is billed by its seconds, which no response states.
    func checkSeconds() throws(UnknownUsage) {
        guard units[.inputSeconds] == nil, !rules.items.isDisjoint(with: .seconds) else { return }
        let isAudioOrVideo = ["audio", "video"].contains(request.inputMedium)
        guard isAudioOrVideo || (!rules.items.contains(.input) && rules.items.contains(.output)) else { return }
        throw UnknownUsage(
            reason: "the seconds of the input are billed too, and nothing states them: give input_seconds")
    }

    /// Puts the quantities that the caller stated; they win over what a response implies.
    func putUnits(into usage: inout Usage) throws(UnknownUsage) -> Bool {
        guard !units.isEmpty else { return false }
        for (name, quantity) in units {
            switch name {
            case .queries, .documents: break
            case .images: usage[rules.items.contains(.outputImage) ? .outputImage : request.inputImageItem] = quantity
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
        return true
    }

    private func inputSecondItem() throws(UnknownUsage) -> BilledItem {
        guard rules.items.isSuperset(of: .seconds) else {
            return rules.items.contains(.inputAudioSecond) ? .inputAudioSecond : .inputVideoSecond
        }
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
    func putImplied(into usage: inout Usage) throws(UnknownUsage) -> Bool {
        let items = rules.items
        // Nearly all models are billed by tokens alone, and no response implies these.
        guard items != items.intersection(.tokens), response != nil || request.body != nil else { return false }
        var isStated = false
        func put(_ item: BilledItem, _ quantity: @autoclosure () -> Quantity?) {
            guard items.contains(item), let quantity = quantity() else { return }
            if usage[item] == .zero { usage[item] = quantity }
            isStated = true
        }
        put(.outputImage, units[.images] ?? imagesMade)
        put(.outputVideoSecond, units[.outputSeconds] ?? request.requestedVideoSeconds)
        if units[.images] == nil, request.hasInputImage || request.inputMedium == "image" {
            put(request.inputImageItem, Quantity(1))
        }
        if request.inputMedium == "text" { put(.query, Quantity(1)) }
        if rules.isReranker, units[.queries] == nil, units[.documents] == nil { put(.query, Quantity(queriesMade)) }
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
