import BedrockRuntime
public import LosslessJSON

/// The chunks of a model's answer, in the model's own format, as they are generated.
///
/// What was said of ``ConverseStream`` holds for it too.
public struct InvokeModelStream: AsyncSequence, Sendable {
    /// What it consists of.
    public typealias Element = JSONValue
    /// Why it may break off.
    public typealias Failure = any Error

    /// The call underneath, with the bytes as they came.
    public let exchange: MeteredExchange

    init(_ exchange: MeteredExchange) {
        self.exchange = exchange
    }

    /// Starts to read.
    public func makeAsyncIterator() -> Iterator { Iterator(events: EventReader(exchange)) }

    /// Reads the chunks one by one.
    public struct Iterator: AsyncIteratorProtocol {
        var events: EventReader

        /// The next chunk, nil once the answer is complete and recorded.
        public mutating func next() async throws -> JSONValue? {
            try await events.next()?.json
        }
    }

    /// Waits for the end of the answer and says what became of the call. Chunks that were not read are let go of.
    public func completion() async throws -> CallRecord { try await exchange.record() }

    /// Stops the reading.
    public func cancel() { exchange.cancel() }
}
