internal import Ledger

/// A call as it was offered for recording, once it was looked at.
enum OfferedCall: Sendable {
    /// It keeps all rules; its texts are normalised.
    case valid(Call)
    /// It breaks a rule, and is not recorded.
    case invalid(reason: String)

    init(_ offered: Call) {
        do {
            self = .valid(try offered.validated())
        } catch {
            self = .invalid(reason: error.message)
        }
    }
}
