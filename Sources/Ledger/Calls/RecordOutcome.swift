/// What became of one call that was offered to the ledger.
public enum RecordOutcome: Sendable, Hashable {
    /// The call is new and is now on disk.
    case recorded
    /// The ledger held this call as an estimate or without a price; a correcting entry replaced that by the true figures.
    case corrected
    /// The ledger already holds this id or request id with the same content; nothing changed.
    case duplicate
    /// The ledger already holds this id or request id with other content; nothing changed.
    case conflict(reason: String)
    /// A value of the call is out of range or malformed; nothing changed.
    case invalid(reason: String)
}
