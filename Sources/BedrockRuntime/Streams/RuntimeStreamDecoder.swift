import AWSEventStream
public import AWSSigning
import LosslessJSON
import Retry

/// Reads the events out of the bytes of a runtime stream, and knows whether it came to its end.
///
/// Feed it chunks as they come, cut anywhere. A gateway that passes bytes on unchanged runs it beside them.
public struct RuntimeStreamDecoder: Sendable {
    private let operation: RuntimeOperation
    private let headers: [HeaderField]
    private var decoder = EventStreamDecoder()
    /// Whether the event has come that ends an answer: `metadata` of Converse; of InvokeModel the chunk with the
    /// invocation metrics, or Claude's `message_stop`.
    public private(set) var isComplete = false
    /// How many events have come.
    public private(set) var eventCount = 0

    /// A decoder for the answer to an operation.
    ///
    /// - Parameters:
    ///   - operation: One of the operations that stream.
    ///   - headers: The response's headers, for errors.
    public init(operation: RuntimeOperation, headers: [HeaderField]) {
        self.operation = operation
        self.headers = headers
    }

    /// Reads the next bytes.
    ///
    /// - Parameters:
    ///   - chunk: Bytes as they came.
    ///   - body: Takes each event that is now complete, in order.
    /// - Throws: ``BedrockError`` of the phase `streaming` for damaged frames, and for the errors that a stream carries.
    ///   The events before it were handed out.
    public mutating func decode(_ chunk: [UInt8], _ body: (RuntimeEvent) -> Void) throws(BedrockError) {
        var frames: [EventStreamFrame] = []
        var damage: EventStreamError?
        do throws(EventStreamError) {
            try decoder.decode(chunk) { frames.append($0) }
        } catch {
            damage = error
        }
        for frame in frames {
            guard let event = try RuntimeEvent(frame, headers: headers) else { continue }
            eventCount += 1
            if isLast(event) { isComplete = true }
            body(event)
        }
        if let damage { throw broken("the stream is damaged: \(damage)") }
    }

    /// Notes that no more bytes come.
    ///
    /// - Throws: ``BedrockError`` where the stream ends within a frame, or without the event that ends an answer: then
    ///   part of the answer is missing, and what it cost is not known.
    public func finish() throws(BedrockError) {
        do throws(EventStreamError) {
            try decoder.finish()
        } catch {
            throw broken("the stream was cut off: \(error)")
        }
        guard isComplete else {
            throw broken("the stream ended before its last event, so part of the answer and its usage are missing")
        }
    }

    private func isLast(_ event: RuntimeEvent) -> Bool {
        switch operation {
        case .converseStream: event.type == "metadata"
        default:
            event.json["amazon-bedrock-invocationMetrics"] != nil || event.json["type"]?.string == "message_stop"
        }
    }

    private func broken(_ message: String) -> BedrockError {
        BedrockError(
            message: message, phase: .streaming, requestID: headers.value(of: "x-amzn-requestid"), headers: headers)
    }
}
