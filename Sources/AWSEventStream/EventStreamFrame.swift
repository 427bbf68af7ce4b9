/// One frame of an event stream: headers and a payload.
///
/// ```swift
/// switch frame.kind {
/// case .event(let type): handle(type, frame.payload)
/// case .exception(let type): throw ModelFailure(type, frame.payload)
/// case .error(let code, let message): throw StreamFailure(code, message)
/// case nil: break  // not for us; pass it on
/// }
/// ```
public struct EventStreamFrame: Sendable, Hashable {
    /// The headers in the order of the wire; no name occurs twice in a decoded frame.
    public var headers: [EventStreamHeader]

    /// The payload, most often JSON.
    public var payload: [UInt8]

    /// A frame; sizes are checked when it is encoded.
    public init(headers: [EventStreamHeader] = [], payload: [UInt8] = []) {
        self.headers = headers
        self.payload = payload
    }

    /// The value of the header of this name, nil without one.
    public subscript(name: String) -> EventStreamHeaderValue? {
        headers.first { $0.name == name }?.value
    }

    /// What kind of frame it is, nil where its headers do not say so.
    public var kind: EventStreamFrameKind? { EventStreamFrameKind(self) }

    /// The header `:content-type`, as `application/json`.
    public var contentType: String? { self[":content-type"]?.string }
}

extension EventStreamFrame {
    /// The frame of an event, as `messageStart`.
    public static func event(
        _ type: String, payload: [UInt8], contentType: String = "application/json"
    ) -> EventStreamFrame {
        EventStreamFrame(
            texts: [(":event-type", type), (":content-type", contentType), (":message-type", "event")],
            payload: payload)
    }

    /// The frame of an exception that the service's model knows, as `throttlingException`.
    public static func exception(
        _ type: String, payload: [UInt8], contentType: String = "application/json"
    ) -> EventStreamFrame {
        EventStreamFrame(
            texts: [(":exception-type", type), (":content-type", contentType), (":message-type", "exception")],
            payload: payload)
    }

    /// The frame of an error that the service's model does not know.
    public static func error(code: String, message: String) -> EventStreamFrame {
        EventStreamFrame(
            texts: [(":error-code", code), (":error-message", message), (":message-type", "error")], payload: [])
    }

    private init(texts: [(name: String, text: String)], payload: [UInt8]) {
        self.init(
            headers: texts.map { EventStreamHeader(name: $0.name, value: .string($0.text)) }, payload: payload)
    }
}
