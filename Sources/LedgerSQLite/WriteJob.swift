internal import Ledger
internal import Synchronization

/// One operation that waits for the writer.
protocol WriteJob: AnyObject, Sendable {
    /// Whether abandoned reservations are to be charged first.
    var needsExpiry: Bool { get }
    /// About how many rows it writes.
    var weight: Int { get }

    /// Performs the operation and keeps its outcome, which is told once the change is durable.
    func attempt(_ session: WriteSession) throws
    /// Keeps that the operation failed.
    func note(_ error: LedgerError)
    /// Tells whoever waits the outcome that was kept. Call it once.
    func answer()
}

extension WriteJob {
    /// Tells whoever waits that the operation failed.
    func fail(_ error: LedgerError) {
        note(error)
        answer()
    }
}

/// An operation with whoever waits for its outcome.
///
/// The outcome stays here until the waiting task fetches it, so that the writer's thread hands over no more than a signal.
final class WaitingWrite<Answer: Sendable>: WriteJob {
    private struct State {
        var continuation: CheckedContinuation<Void, Never>?
        var result: Result<Answer, LedgerError>?
    }

    let needsExpiry: Bool
    let weight: Int
    private let operation: @Sendable (WriteSession) throws -> Answer
    private let state = Mutex(State())

    init(needsExpiry: Bool, weight: Int, operation: @escaping @Sendable (WriteSession) throws -> Answer) {
        self.needsExpiry = needsExpiry
        self.weight = weight
        self.operation = operation
    }

    /// Notes who waits. Call it before the writer can see the operation.
    func wait(_ continuation: CheckedContinuation<Void, Never>) {
        state.withLock { $0.continuation = continuation }
    }

    /// The outcome, once it was told.
    var result: Result<Answer, LedgerError> {
        state.withLock { $0.result } ?? .failure(LedgerError(.unavailable, "the operation was not performed"))
    }

    func attempt(_ session: WriteSession) throws {
        let answer = try operation(session)
        state.withLock { $0.result = .success(answer) }
    }

    func note(_ error: LedgerError) {
        state.withLock { $0.result = .failure(error) }
    }

    func answer() {
        let continuation = state.withLock { state in
            defer { state.continuation = nil }
            return state.continuation
        }
        continuation?.resume()
    }
}
