public import BedrockRuntime

/// A model's answer as it is generated: an asynchronous sequence of its events, and in the end its cost.
///
/// It can be read once. A reader that is slow slows the service down. Whoever stops reading before the end has the call
/// recorded as aborted; its cost is learnt all the same where the rest of the answer comes within the limits of
/// ``MeteringOptions/drain``, because AWS bills the whole generation.
public struct ConverseStream: AsyncSequence, Sendable {
    /// What it consists of.
    public typealias Element = ConverseStreamEvent
    /// Why it may break off.
    public typealias Failure = any Error

    /// The call underneath, with the bytes as they came.
    public let exchange: MeteredExchange

    init(_ exchange: MeteredExchange) {
        self.exchange = exchange
    }

    /// Starts to read.
    public func makeAsyncIterator() -> Iterator { Iterator(events: EventReader(exchange)) }

    /// Reads the events one by one.
    public struct Iterator: AsyncIteratorProtocol {
        var events: EventReader

        /// The next event, nil once the answer is complete and recorded.
        ///
        /// - Throws: `BedrockError` where the answer breaks off or the service reports an error within it.
        public mutating func next() async throws -> ConverseStreamEvent? {
            try await events.next().map { ConverseStreamEvent($0) }
        }
    }

    /// The pieces of text alone.
    public var text: some AsyncSequence<String, any Error> & Sendable {
        compactMap { $0.text }
    }

    /// Waits for the end of the answer: the response that its events add up to, its usage and its cost.
    ///
    /// Events that were not read are let go of.
    /// - Throws: `BedrockError` where the answer broke off.
    public func completion() async throws -> Metered<ConverseResponse> {
        let end = try await exchange.end()
        if let failure = end.failure { throw failure }
        guard let record = end.record, let response = end.response else { throw CancellationError() }
        return Metered(response: response, call: record)
    }

    /// Stops the reading.
    public func cancel() { exchange.cancel() }
}
