import LosslessJSON

/// What a request says that its price depends on.
struct RequestReading: Sendable {
    /// The request's own JSON, out of the `{"body":…,"headers":…}` form where it stands in it.
    let body: JSONValue?
    let headers: JSONValue?
    /// Whether the request's own JSON stands in another form: it is that of a model, not of Converse.
    var isWrapped: Bool { outer?.present("body") != nil || outer?.present("modelInput") != nil }
    let outer: JSONValue?

    init(_ request: JSONValue?) {
        outer = request?.kind == .object ? request : nil
        headers = outer?.present("headers")
        if let inner = outer?.present("body") {
            body = inner.kind == .string ? inner.string.flatMap { try? JSONValue.parse($0) } : inner
        } else {
            body = outer?.present("modelInput") ?? outer
        }
    }

    /// The service tier asked for: an object on Converse, a parameter or a header on InvokeModel.
    var serviceTier: String? {
        (outer?.present("serviceTier") ?? body?.present("serviceTier"))?.tierName
            ?? headers?.header("x-amzn-bedrock-service-tier") ?? body?.present("service_tier")?.string
    }

    /// The latency mode asked for.
    var latency: String? {
        (outer?.present("performanceConfig") ?? body?.present("performanceConfig"))?.present("latency")?.string
            ?? outer?.present("performanceConfigLatency")?.string
            ?? headers?.header("x-amzn-bedrock-performanceconfig-latency")
    }

    /// The times to live of all cache points; one without a time to live means five minutes.
    var cacheTimesToLive: Set<CacheTimeToLive> {
        var found: Set<CacheTimeToLive> = []
        for holder in cachePointHolders {
            guard let point = holder.present("cachePoint") ?? holder.present("cache_control") else { continue }
            found.insert(point.present("ttl")?.string.flatMap(CacheTimeToLive.init) ?? .fiveMinutes)
        }
        return found
    }

    /// Everything that may carry a cache point: the request itself, its system prompt, tools and messages, and their
    /// content, which in a tool's result is nested.
    private var cachePointHolders: [JSONValue] {
        guard let body else { return [] }
        var holders = [body]
        for list in [
            body.present("system"), body.present("tools"), body.present("toolConfig")?.present("tools"),
            body.present("messages"),
        ] {
            if let list { holders.append(contentsOf: list.elements) }
        }
        var next = 1
        while next < holders.count {
            if let content = holders[next].present("content") { holders.append(contentsOf: content.elements) }
            next += 1
        }
        return holders
    }

    /// What generated images or video are to look like, with the model's defaults where the request is silent.
    func outputShape(defaults: OutputShape) -> OutputShape {
        let settings =
            body?.present("imageGenerationConfig") ?? body?.present("videoGenerationConfig") ?? body
        // What is stated but is no size stays open: the default must not stand in for it.
        func size(_ key: StaticString, _ standard: Int64?) -> Int64? {
            guard let stated = settings?.present(key) else { return standard }
            return stated.integer.flatMap { $0 > 0 ? $0 : nil }
        }
        return OutputShape(
            width: size("width", defaults.width), height: size("height", defaults.height),
            steps: size("steps", defaults.steps),
            quality: settings?.present("quality")?.string ?? defaults.quality,
            resolution: settings?.present("resolution")?.string ?? defaults.resolution)
    }

    /// How many images were asked for.
    var requestedImages: Int64? {
        body?.present("imageGenerationConfig")?.present("numberOfImages")?.integer ?? body?.present("samples")?.integer
    }

    /// How many documents were given to a reranker.
    var rerankedDocuments: Int? {
        (body?.present("documents") ?? body?.present("sources"))?.count
    }

    /// How many seconds of video were asked for.
    var requestedVideoSeconds: Quantity? {
        if let seconds = body?.present("videoGenerationConfig")?.present("durationSeconds")?.number {
            return Quantity(seconds.text)
        }
        guard let duration = body?.present("duration")?.string, duration.hasSuffix("s") else { return nil }
        return Quantity(duration.dropLast())
    }

    /// Whether the input that an embedding model was given is audio or video.
    var inputMedium: String? {
        if let type = body?.present("inputType")?.string { return type.lowercased() }
        guard let parameters = embeddingParameters else { return nil }
        return ["video", "audio", "image", "text"].first { parameters.present(named: $0) != nil }
    }

    private var embeddingParameters: JSONValue? {
        body?.present("singleEmbeddingParams") ?? body?.present("segmentedEmbeddingParams")
    }

    /// The item under which an image given to an embedding model is billed.
    var inputImageItem: BilledItem {
        let detail = embeddingParameters?.present("image")?.present("detailLevel")?.string
        return detail == "DOCUMENT_IMAGE" ? .inputDocumentImage : .inputImage
    }

    /// Whether a guardrail was asked for.
    var hasGuardrail: Bool {
        outer?.present("guardrailConfig") != nil || outer?.present("guardrailIdentifier") != nil
            || body?.present("guardrailConfig") != nil || body?.present("guardrailIdentifier") != nil
            || headers?.header("x-amzn-bedrock-guardrailidentifier") != nil
    }

    /// Whether an image was given to an embedding model.
    var hasInputImage: Bool { body?.present("inputImage") != nil }
}
