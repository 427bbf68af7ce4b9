import Ledger
import Pricing

/// What is held for one entry of a call.
struct CallHold {
    /// What the ledger is asked to hold.
    var amount: ReservationRequest.Amount
    /// The most that the call can cost by its request alone, where less is held: what an unknown outcome is charged with.
    var strict: Cost?
    /// The bytes of text from which the bound was computed.
    var inputBytes: Int64?
    /// Whether the ledger holds it.
    var isReserved = false
}
