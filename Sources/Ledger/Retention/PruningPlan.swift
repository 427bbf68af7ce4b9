public import Pricing

/// What a pruning would take out of a ledger, as it stood when somebody asked.
///
/// Look at it, keep the calls elsewhere, and give it to ``LedgerStore/prune(_:actor:archiveSHA256:)``: nothing goes that it
/// did not count.
public struct PruningPlan: Sendable, Hashable {
    /// The first moment whose calls stay.
    public var before: Timestamp
    /// How many calls go.
    public var calls: Int64
    /// How many corrections of them go.
    public var corrections: Int64
    /// How many answers to reservation requests go, refusals included.
    public var reservations: Int64
    /// What the calls cost, corrections and estimates included.
    public var cost: Money
    /// The part of it that is an estimate, and can be corrected no more.
    public var estimated: Money
    /// How many of the calls have no price, and will get none.
    public var unpricedCalls: Int64
    /// The newest call that goes; zero where none does.
    public var lastCall: Int64
    /// The newest correction in the ledger.
    public var lastCorrection: Int64
    /// The newest answer to a reservation request that goes; zero where none does.
    public var lastReservation: Int64
    /// The pruning before this one.
    public var previous: Pruning?

    /// A plan that takes nothing yet.
    public init(before: Timestamp) {
        self.before = before
        calls = 0
        corrections = 0
        reservations = 0
        cost = .zero
        estimated = .zero
        unpricedCalls = 0
        lastCall = 0
        lastCorrection = 0
        lastReservation = 0
    }

    /// Whether there is nothing to take out.
    public var isEmpty: Bool { calls == 0 && reservations == 0 }
}
