public import BedrockRuntime

/// A call under way: its answer as it arrives, and in the end what became of it.
///
/// It can be read once. Whoever lets go of it before its end has stopped listening: the answer is read on for a while, so
/// that its cost is learnt, and the call is recorded as aborted.
public struct MeteredExchange: AsyncSequence, Sendable {
    /// What it consists of.
    public typealias Element = StreamPiece
    /// Why it may break off.
    public typealias Failure = any Error

    /// The id under which the ledger keeps the call, unless a ``SoftLanding`` or an ambiguous attempt gave it another.
    public let id: String
    /// The operation.
    public let operation: RuntimeOperation
    private let handoff: Handoff
    private let reader: ReaderLease

    init(id: String, operation: RuntimeOperation, handoff: Handoff) {
        self.id = id
        self.operation = operation
        self.handoff = handoff
        reader = ReaderLease(handoff)
    }

    /// Waits for the head of the answer.
    ///
    /// - Throws: Why there is none: ``BudgetExceeded``, `BedrockError`, `RetryExhausted`, `LimiterRefusal`, `LedgerError`,
    ///   `CancellationError`, or what the credentials' provider threw.
    public func head() async throws -> ResponseHead { try await handoff.head() }

    /// Starts to read.
    public func makeAsyncIterator() -> Iterator { Iterator(handoff: handoff, reader: reader) }

    /// Reads the parts one by one; letting go of it before the end means to stop listening.
    public struct Iterator: AsyncIteratorProtocol {
        let handoff: Handoff
        let reader: ReaderLease

        /// The next part, nil once everything has come and the call is recorded.
        public func next() async throws -> StreamPiece? { try await handoff.next() }
    }

    /// Stops listening.
    public func cancel() { handoff.abandon() }

    /// Waits for the end and says what became of the call. Parts that were not read are let go of.
    ///
    /// - Throws: As ``head()``, and for an answer that broke off.
    public func record() async throws -> CallRecord {
        let end = try await handoff.end()
        if let failure = end.failure { throw failure }
        guard let record = end.record else { throw CancellationError() }
        return record
    }

    /// Waits for the end, and gives the record of a failed call too; `nil` where it was refused.
    public func outcome() async throws -> (record: CallRecord?, failure: (any Error)?) {
        let end = try await handoff.end()
        return (end.record, end.failure)
    }

    /// Waits for the end, with the answer that a stream's events add up to.
    func end() async throws -> ExchangeEnd { try await handoff.end() }
}

/// Held by everybody who may still read; with the last of them the call is abandoned.
final class ReaderLease: Sendable {
    private let handoff: Handoff

    init(_ handoff: Handoff) { self.handoff = handoff }

    deinit { handoff.abandon() }
}
