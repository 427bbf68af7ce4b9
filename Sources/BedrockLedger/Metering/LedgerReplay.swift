import Ledger

/// Repeats an operation of the ledger whose outcome is open, or that found the ledger busy.
///
/// Every operation may be repeated: the same id with the same content gets the same answer.
enum LedgerReplay {
    static let maximumAttempts = 4

    static func perform<Answer: Sendable>(
        _ operation: () async throws(LedgerError) -> Answer
    ) async throws(LedgerError) -> Answer {
        var attempt = 1
        while true {
            do throws(LedgerError) {
                return try await operation()
            } catch {
                guard error.code == .unknownOutcome || error.code == .busy, attempt < maximumAttempts else {
                    throw error
                }
            }
            await pause(.milliseconds(50 << attempt))
            attempt += 1
        }
    }

    /// Waits in a cancelled task too: what it owes the ledger matters more than its haste.
    private static func pause(_ duration: Duration) async {
        await Task { try? await Task.sleep(for: duration) }.value
    }
}
