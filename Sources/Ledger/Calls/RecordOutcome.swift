/// What became of one call that was offered to the ledger.
public enum RecordOutcome: Sendable, Hashable {
    /// The call is new and is now on disk.
    case recorded
    /// The ledger already holds this id or request id with the same content; nothing changed.
    case duplicate
    /// The ledger already holds this id with other content; nothing changed.
    case conflict(reason: String)
}
