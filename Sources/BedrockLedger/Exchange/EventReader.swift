import BedrockRuntime

/// Reads the events of an exchange one by one, out of the parts that they came in.
struct EventReader {
    private var pieces: MeteredExchange.Iterator
    private var events: ArraySlice<RuntimeEvent> = []

    init(_ exchange: MeteredExchange) {
        pieces = exchange.makeAsyncIterator()
    }

    /// The next event, nil once everything has come and the call is recorded.
    mutating func next() async throws -> RuntimeEvent? {
        while events.isEmpty {
            guard let piece = try await pieces.next() else { return nil }
            events = piece.events[...]
        }
        return events.popFirst()
    }
}
