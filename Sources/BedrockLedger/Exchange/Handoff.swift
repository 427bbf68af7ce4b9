import Synchronization

/// Hands an answer from the task that receives it to the one that reads it, with back-pressure.
final class Handoff: Sendable {
    private let state = Mutex(HandoffState())

    /// Whether nobody reads any more.
    var isAbandoned: Bool { state.withLock { $0.reader == .gone } }

    /// Asks whether an attempt may be sent.
    func beginAttempt() -> Bool { state.withLock { $0.beginAttempt() } }

    /// Notes that an attempt failed.
    func endAttempt() { state.withLock { $0.endAttempt() } }

    /// Hands the head of an answer over, with the id of the entry that it is billed under.
    func deliver(_ head: ResponseHead, of callID: String? = nil) {
        var head = head
        head.callID = callID
        change { $0.deliver(head) }
    }

    /// Hands a part over, and waits until there is room for more.
    func offer(_ piece: StreamPiece) async {
        await withCheckedContinuation { writer in change { $0.offer(piece, writer) } }
    }

    /// Lets the guard go, because there is nothing left to give up.
    func endWatch() { change { $0.endWatch() } }

    /// Hands the end over.
    func finish(_ end: ExchangeEnd) { change { $0.finish(end) } }

    /// Waits until the reader has gone, or the exchange is over.
    func watch() async -> HandoffState.Notice {
        await withCheckedContinuation { guardian in change { $0.watch(guardian) } }
    }

    /// Waits for the head; where the task is cancelled, the call is abandoned.
    func head() async throws -> ResponseHead {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in change { $0.awaitHead(waiter) } }
        } onCancel: {
            abandon()
        }
    }

    /// Waits for the next part; nil at a good end. Where the task is cancelled, the call is abandoned.
    func next() async throws -> StreamPiece? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in change { $0.awaitPiece(waiter) } }
        } onCancel: {
            abandon()
        }
    }

    /// Waits for the end. Where the task is cancelled, the wait ends at once and the call is abandoned.
    func end() async throws -> ExchangeEnd {
        let ticket = state.withLock { $0.makeEndTicket() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in change { $0.awaitEnd(waiter, ticket: ticket) } }
        } onCancel: {
            change { $0.giveUp(ticket: ticket) }
        }
    }

    /// Lets the writer go on to the end however slow the reader is.
    func hurry() { change { $0.hurry() } }

    /// Notes that nobody reads any more.
    func abandon() { change { $0.abandon() } }

    private func change(_ event: (inout sending HandoffState) -> sending HandoffState.Wakeups) {
        for wake in state.withLock(event) { wake() }
    }
}
