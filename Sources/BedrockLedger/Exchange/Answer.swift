import AWSSigning
import BedrockRuntime
import Retry

/// What an attempt brought.
enum Answer {
    /// A body that has come whole.
    case whole(WholeAnswer)
    /// A stream of which the first event has come.
    case stream(StreamAnswer)
}

/// An answer that has come whole.
struct WholeAnswer {
    let head: ResponseHead
    let body: [UInt8]
}

/// A stream that is being read.
final class StreamAnswer {
    let head: ResponseHead
    let operation: RuntimeOperation
    private(set) var byteCount = 0
    /// The events that the price depends on.
    private(set) var usage = UsageEvents()
    private var decoder: RuntimeStreamDecoder
    private var chunks: ResponseBody.Iterator
    private var pending: [StreamPiece] = []
    /// What was wrong with the part that was handed out last.
    private var fault: BedrockError?

    /// Whether the answer came to its last event.
    var isComplete: Bool { decoder.isComplete }

    init(_ response: RuntimeResponse, operation: RuntimeOperation) {
        head = ResponseHead(status: response.status, headers: response.headers)
        self.operation = operation
        decoder = RuntimeStreamDecoder(operation: operation, headers: response.headers)
        chunks = response.body.makeAsyncIterator()
    }

    /// Reads until the first event, so that a refusal that comes as a stream is known as one before anything is handed
    /// out.
    ///
    /// - Throws: `BedrockError` of the phase `responded` where the first frame says that the service refused: then it has
    ///   generated nothing.
    func readFirstEvent() async throws {
        while decoder.eventCount == 0, let piece = try await read() {
            pending.append(piece)
            guard var refusal = fault, decoder.eventCount == 0 else { continue }
            if refusal.code != nil { refusal.phase = .responded }
            throw refusal
        }
    }

    /// The next part; nil at the end.
    ///
    /// - Throws: `BedrockError` where the stream carries an error, is damaged, or ends too early, after the part that
    ///   brought it.
    func next() async throws -> StreamPiece? {
        if !pending.isEmpty { return pending.removeFirst() }
        if let fault { throw fault }
        guard let piece = try await read() else {
            try decoder.finish()
            return nil
        }
        return piece
    }

    private func read() async throws -> StreamPiece? {
        let chunk: [UInt8]?
        do {
            chunk = try await chunks.next()
        } catch {
            // Given up or broken, it is all the same to what the service bills.
            throw BedrockError(
                message: "the connection broke within the answer", phase: .streaming,
                requestID: head.headers.value(of: "x-amzn-requestid"), headers: head.headers)
        }
        guard let chunk else { return nil }
        byteCount += chunk.count
        var events: [RuntimeEvent] = []
        do throws(BedrockError) {
            try decoder.decode(chunk) { events.append($0) }
        } catch {
            fault = error
        }
        for event in events { usage.add(event) }
        return StreamPiece(bytes: chunk, events: events)
    }
}
