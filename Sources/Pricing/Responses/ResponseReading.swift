import LosslessJSON

/// What a response says that its price depends on.
struct ResponseReading: Sendable {
    let document: ResponseDocument
    let guardrail: GuardrailUsage

    init(_ response: JSONValue) throws(UnknownUsage) {
        document = ResponseDocument(response)
        guardrail = try GuardrailUsage(document)
    }

    /// What is found first in the bodies that may carry fields of the whole answer: the body itself, and a stream's
    /// metadata event.
    private func first<Found>(_ find: (JSONValue) -> Found?) -> Found? {
        if let body = document.body, let found = find(body) { return found }
        for event in document.events.reversed() {
            if let metadata = event.present("metadata"), let found = find(metadata) { return found }
        }
        return nil
    }

    /// The tier that served the call; it wins over the one asked for.
    var serviceTier: String? {
        first { $0.present("serviceTier")?.tierName } ?? document.headers?.header("x-amzn-bedrock-service-tier")
            ?? document.body?.present("service_tier")?.string
    }

    /// The latency mode that served the call.
    var latency: String? {
        first { $0.present("performanceConfig")?.present("latency")?.string }
            ?? document.headers?.header("x-amzn-bedrock-performanceconfig-latency")
    }

    /// The model that a prompt router chose.
    var invokedModel: String? {
        first { $0.present("trace")?.present("promptRouter")?.present("invokedModelId")?.string }
    }

    /// Token counts of the response headers; they exclude the cache.
    func headerTokens() throws(UnknownUsage) -> ReportedTokens {
        guard let headers = document.headers else { return ReportedTokens() }
        func count(_ name: String) throws(UnknownUsage) -> Int64? {
            guard let text = headers.header("x-amzn-bedrock-\(name)-token-count") else { return nil }
            guard let count = Int64(text), count >= 0 else {
                throw UnknownUsage(reason: "the header x-amzn-bedrock-\(name)-token-count is no count")
            }
            return count
        }
        return ReportedTokens(
            input: try count("input"), output: try count("output"), cacheRead: try count("cache-read-input"),
            cacheWrite: try count("cache-write-input"))
    }

    /// The token counts: the body's, for it alone splits cache writes by time to live; else those of the headers.
    func tokens(reported: ReportedTokens?) throws(UnknownUsage) -> TokenCounts? {
        if document.isStream {
            if let counts = try StreamUsage.tokens(in: document.events) { return counts }
        } else if let body = document.body, let counts = try BodyUsage.tokens(in: body) {
            return counts
        }
        let headers = try headerTokens()
        if !headers.isEmpty { return TokenCounts(headers) }
        return reported.flatMap { $0.isEmpty ? nil : TokenCounts($0) }
    }

    /// Tools that the service ran and bills apart, as far as the usage names them.
    var serverToolUse: String? {
        first { body in
            let usage = body.present("usage")
            return Self.toolUsed(usage?.present("serverToolUsage")) ?? Self.toolUsed(body.present("serverToolUsage"))
                ?? Self.toolUsed(usage?.present("server_tool_use"))
        }
    }

    private static func toolUsed(_ tools: JSONValue?) -> String? {
        guard let tools else { return nil }
        for (name, value) in tools.members where (value.integer ?? 1) > 0 && !value.isNull { return name }
        return nil
    }

    /// Web searches that the service ran, as the usage of OpenAI's API states them; opened pages are not searches.
    func webSearches() throws(UnknownUsage) -> Int64 {
        try first { $0.present("usage")?.present("web_search") }?.tokenCount("num_requests") ?? 0
    }

    /// Whether the service answered with an error before it did any work: such a call has no line on the bill.
    var isUnbilledError: Bool {
        if document.isStream {
            guard document.events.count == 1, let event = document.events.first else { return false }
            return event.members.contains { $0.key.hasSuffix("Exception") }
        }
        let body = document.body
        guard document.headers?.header("x-amzn-bedrock-input-token-count") == nil,
            !Self.results.contains(where: { body?.present($0) != nil })
        else { return false }
        if document.headers?.header("x-amzn-errortype") != nil { return true }
        guard let body else { return false }
        return Self.errors.contains { body.present($0) != nil } || isBareMessage(body)
    }

    /// Members that a model's work stands in. An image model may report an error beside the images that it made.
    private static let results: [StaticString] = [
        "usage", "output", "outputs", "images", "artifacts", "content", "choices", "results", "generation",
        "completion", "embedding", "embeddings", "embeddingsByType",
    ]
    /// Members by which an error is known.
    private static let errors: [StaticString] = ["__type", "errorCode", "error", "originalStatusCode"]

    /// A modelled error is `{"message":…}` and nothing else; Bedrock spells it either way.
    private func isBareMessage(_ body: JSONValue) -> Bool {
        body.count == 1 && (body.present("message") ?? body.present("Message"))?.kind == .string
    }

    /// How many images came back.
    var images: Int? { (document.body?.present("images") ?? document.body?.present("artifacts"))?.count }

    /// How many search units a reranker says it used.
    var searchUnits: Int64? {
        document.body?.present("meta")?.present("billed_units")?.present("search_units")?.integer
    }
}
