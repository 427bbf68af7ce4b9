import LosslessJSON

/// A response in whichever form it was handed over: a body, a list of stream events, and headers.
struct ResponseDocument: Sendable {
    /// The one JSON object of an answer that was not streamed, or was put together.
    var body: JSONValue?
    /// The events of a stream, in order.
    var events: [JSONValue] = []
    /// The response headers.
    var headers: JSONValue?
    /// Whether the answer came as a list of events.
    var isStream = false

    /// The most events of one stream that are looked at.
    static let maximumEvents = 1_000_000

    /// The members under which tools keep the events of a stream.
    private static let lists: [StaticString] = ["stream", "events", "chunks"]

    init(_ response: JSONValue) {
        switch response.kind {
        case .array:
            read(events: response)
        case .object:
            headers = response.present("headers")
            if let inner = response.present("body") {
                read(body: inner)
            } else if let inner = response.present("modelOutput") {
                read(body: inner)
            } else {
                read(body: response)
            }
        default:
            break
        }
    }

    private mutating func read(body value: JSONValue) {
        switch value.kind {
        case .array:
            read(events: value)
        case .string:
            // A body handed over as text: what a client read from the wire.
            if let text = value.string, let parsed = try? JSONValue.parse(text), parsed.kind != .string {
                read(body: parsed)
            }
        case .object:
            for key in Self.lists {
                if let list = value.present(key), list.kind == .array { return read(events: list) }
            }
            if Self.isLastEvent(value) {
                isStream = true
                events = [value]
            } else {
                body = value
            }
        default:
            break
        }
    }

    /// Whether an object is the one event of a stream that states its usage, handed over without the others.
    private static func isLastEvent(_ value: JSONValue) -> Bool {
        guard value.present("usage") == nil else { return false }
        return value.present("metadata")?.present("usage") != nil
            || value.present("amazon-bedrock-invocationMetrics") != nil
    }

    private mutating func read(events list: JSONValue) {
        isStream = true
        for element in list.elements.prefix(Self.maximumEvents) {
            events.append(Self.unwrapped(element))
        }
    }

    /// An InvokeModel stream hands its chunks out as `{"chunk":{"bytes":…}}`; the model's JSON is inside.
    private static func unwrapped(_ event: JSONValue) -> JSONValue {
        guard let bytes = event.present("chunk")?.present("bytes") ?? event.present("bytes") else { return event }
        if bytes.kind == .object { return bytes }
        guard let text = bytes.string else { return event }
        if let parsed = try? JSONValue.parse(text), parsed.kind == .object { return parsed }
        guard let decoded = Base64.decode(text), let parsed = try? JSONValue.parse(decoded) else { return event }
        return parsed
    }
}
