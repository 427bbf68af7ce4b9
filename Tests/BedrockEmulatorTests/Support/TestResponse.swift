import AWSEventStream
import FoundationEssentials
import LosslessJSON

/// A response as it came over the wire.
struct TestResponse: Sendable {
    var status: Int
    var headers: [(name: String, value: String)]
    var body: [UInt8] = []
    /// Whether the body came to its end.
    var isComplete = false

    /// The value of a header, by its name in any case.
    subscript(name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The body as JSON.
    var json: JSONValue { get throws { try JSONValue.parse(body) } }

    /// The name of the exception that was answered.
    var errorType: String? { self["x-amzn-ErrorType"]?.split(separator: ":").first.map(String.init) }

    /// The frames of the body, which has to end where a frame ends.
    var frames: [EventStreamFrame] {
        get throws {
            var decoder = EventStreamDecoder()
            var frames: [EventStreamFrame] = []
            try decoder.decode(body) { frames.append($0) }
            try decoder.finish()
            return frames
        }
    }

    /// The events of a ConverseStream by name, or of the chunks of an InvokeModel stream with the model's JSON inside.
    var events: [(type: String, payload: JSONValue)] {
        get throws {
            try frames.map { frame in
                let payload = try JSONValue.parse(frame.payload)
                guard case .event(let type) = frame.kind else { return ("", payload) }
                guard let text = payload["bytes"]?.string else { return (type, payload) }
                return (type, try JSONValue.parse(Array(Data(base64Encoded: text) ?? Data())))
            }
        }
    }
}
