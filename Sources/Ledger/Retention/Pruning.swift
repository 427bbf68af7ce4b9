public import Pricing

/// A pruning that was done: which calls were taken out of the ledger, and by whom.
///
/// It stays in the ledger for ever, and in its chain.
public struct Pruning: Sendable, Hashable {
    /// How manieth it is, from 1 on.
    public var number: Int64
    /// The first moment whose calls stayed.
    public var before: Timestamp
    /// When it was begun.
    public var begunAt: Timestamp
    /// When the last row had gone; `nil` where something stopped it before.
    public var finishedAt: Timestamp?
    /// Who asked for it.
    public var actor: String
    /// How many calls went.
    public var calls: Int64
    /// How many corrections of them went.
    public var corrections: Int64
    /// How many answers to reservation requests went, refusals included.
    public var reservations: Int64
    /// What the calls cost, corrections and estimates included.
    public var cost: Money
    /// The newest call that went; no call up to it was made before the cut and is still there.
    public var lastCall: Int64
    /// The SHA-256 of the file in which the calls were kept, in hexadecimal; `nil` where there was none.
    public var archiveSHA256: String?

    /// A pruning.
    public init(
        number: Int64, before: Timestamp, begunAt: Timestamp, finishedAt: Timestamp?, actor: String, calls: Int64,
        corrections: Int64, reservations: Int64, cost: Money, lastCall: Int64, archiveSHA256: String?
    ) {
        self.number = number
        self.before = before
        self.begunAt = begunAt
        self.finishedAt = finishedAt
        self.actor = actor
        self.calls = calls
        self.corrections = corrections
        self.reservations = reservations
        self.cost = cost
        self.lastCall = lastCall
        self.archiveSHA256 = archiveSHA256
    }
}
