import Ledger

/// Why a command ends without success: one line for people, and a status for scripts.
struct CommandFailure: Error, Equatable, CustomStringConvertible {
    /// The exit code.
    let status: CommandStatus
    /// What happened, where, and what to do; without a final full stop.
    let message: String

    /// The message.
    var description: String { message }

    /// A failure in words.
    init(_ status: CommandStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    /// A failure of the ledger, under the exit code that its kind stands for.
    init(_ error: LedgerError) {
        let status: CommandStatus =
            switch error.code {
            case .invalidInput: .usage
            case .notFound, .conflict, .wrongState: .failure
            case .busy, .full, .unavailable, .damaged, .incompatible, .unknownOutcome: .database
            }
        self.init(status, error.message)
    }
}
