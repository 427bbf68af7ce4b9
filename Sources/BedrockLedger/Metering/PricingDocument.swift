import AWSSigning
import BedrockRuntime
import LosslessJSON

/// Puts requests and responses into the form in which pricing reads them.
enum PricingDocument {
    /// The request: the body, and of InvokeModel its headers beside it, which ask for a tier.
    ///
    /// - Returns: `nil` where the body is no JSON.
    static func request(_ request: RuntimeRequest) -> JSONValue? {
        guard let body = try? JSONValue.parse(request.body) else { return nil }
        guard request.operation.isInvocation else { return body }
        return document(body: body, headers: request.headers)
    }

    /// A response that is one body.
    static func response(_ body: [UInt8], headers: [HeaderField], operation: RuntimeOperation) -> JSONValue? {
        let json = try? JSONValue.parse(body)
        guard operation.isInvocation else { return json }
        return document(body: json, headers: headers)
    }

    /// A response that came as a stream, from the events that its price depends on.
    static func response(_ events: [RuntimeEvent], headers: [HeaderField], operation: RuntimeOperation) -> JSONValue? {
        var writer = JSONWriter()
        writer.beginArray()
        for event in events {
            if operation.isInvocation {
                writer.raw(event.json)
            } else {
                writer.beginObject()
                writer.key(event.type)
                writer.raw(event.json)
                writer.endObject()
            }
        }
        writer.endArray()
        guard let list = try? JSONValue.parse(writer.bytes) else { return nil }
        return operation.isInvocation ? document(body: list, headers: headers) : list
    }

    private static func document(body: JSONValue?, headers: [HeaderField]) -> JSONValue? {
        var writer = JSONWriter()
        writer.beginObject()
        if let body {
            writer.key("body")
            writer.raw(body)
        }
        writer.key("headers")
        writer.beginObject()
        for header in headers where header.name.lowercased().hasPrefix("x-amzn-") {
            writer.key(header.name.lowercased())
            writer.string(header.value)
        }
        writer.endObject()
        writer.endObject()
        return try? JSONValue.parse(writer.bytes)
    }
}
