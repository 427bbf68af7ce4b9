import Ledger
import LedgerSimulation
import Synchronization

/// A ledger whose operations fail when told to, before or after they did their work.
final class FailingStore: ForwardingStore {
    /// An operation that can fail.
    enum Operation: Sendable, CaseIterable {
        case reserve, settle, release
    }

    /// One failure.
    struct Failure: Sendable {
        var operation: Operation
        var code: LedgerError.Code
        /// Whether the work was done all the same, as where a commit's outcome is not known.
        var isDone: Bool
    }

    let store: any LedgerStore
    private let failures: Mutex<[Failure]>

    init(_ store: any LedgerStore, failures: [Failure]) {
        self.store = store
        self.failures = Mutex(failures)
    }

    private func failing<Answer>(
        _ operation: Operation, _ work: () async throws(LedgerError) -> Answer
    ) async throws(LedgerError) -> Answer {
        let failure = failures.withLock { failures -> Failure? in
            guard failures.first?.operation == operation else { return nil }
            return failures.removeFirst()
        }
        guard let failure else { return try await work() }
        if failure.isDone { _ = try await work() }
        throw LedgerError(failure.code, "the disk is on fire")
    }

    func reserve(_ request: ReservationRequest) async throws(LedgerError) -> ReservationDecision {
        try await failing(.reserve) { () async throws(LedgerError) in try await store.reserve(request) }
    }

    func settle(
        reservation id: String, with call: Call, details: CallDetails?
    ) async throws(LedgerError) -> RecordedCall {
        try await failing(.settle) { () async throws(LedgerError) in
            try await store.settle(reservation: id, with: call, details: details)
        }
    }

    func release(reservation id: String) async throws(LedgerError) -> Reservation {
        try await failing(.release) { () async throws(LedgerError) in try await store.release(reservation: id) }
    }
}
