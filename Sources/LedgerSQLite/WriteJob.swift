internal import Ledger

/// One operation that waits for the writer, with the ways to answer whoever asked for it.
struct WriteJob: Sendable {
    /// Performs the operation. The result answers with its outcome and is to be called once the change is durable.
    let attempt: @Sendable (WriteSession) throws -> @Sendable () -> Void
    /// Answers that the operation failed.
    let fail: @Sendable (LedgerError) -> Void
    /// Whether abandoned reservations are to be charged first.
    let needsExpiry: Bool
    /// About how many rows it writes.
    let weight: Int
    /// Whether doing it twice is doing it once: by its id, or because it changes nothing.
    let isRepeatable: Bool
}
