internal import Ledger
internal import Pricing
internal import SQLite

/// A row of the table of prunings: a pruning that was begun, or one that was finished.
struct StoredPruning {
    /// How far a pruning has come.
    enum Step: String {
        /// Its rows may go from now on.
        case begun
        /// The last of them has gone.
        case finished
    }

    /// The link of the chain that covers the row.
    var link: Int64
    var number: Int64
    var step: Step
    var at: Timestamp
    var actor: String
    /// Which rows go.
    var range: PrunedRange
    /// The newest correction when it was begun.
    var lastCorrection: Int64
    var calls: Int64
    var corrections: Int64
    var reservations: Int64
    var cost: Money
    /// The SHA-256 of the file in which the calls were kept.
    var archive: [UInt8]?
    /// The hash over the sums and the links of what goes.
    var seal: [UInt8]
    /// How many ids are remembered, and the hash of them, once it is finished.
    var ids: (count: Int64, seal: [UInt8])?

    /// A pruning that begins.
    init(
        _ plan: PruningPlan, number: Int64, link: Int64, at: Timestamp, actor: String, archive: [UInt8]?, seal: [UInt8]
    ) {
        self.number = number
        self.link = link
        step = .begun
        self.at = at
        self.actor = actor
        range = PrunedRange(cut: plan.before, lastCall: plan.lastCall, lastReservation: plan.lastReservation)
        lastCorrection = plan.lastCorrection
        calls = plan.calls
        corrections = plan.corrections
        reservations = plan.reservations
        cost = plan.cost
        self.archive = archive
        self.seal = seal
    }

    /// Reads a row of the table.
    init(_ row: borrowing Statement) throws {
        guard row.isSealed, let step = Step(rawValue: row.text(2)) else {
            throw LedgerError.damagedRow("pruning", "\(row.integer(0))")
        }
        link = row.integer(0)
        number = row.integer(1)
        self.step = step
        at = Timestamp(milliseconds: row.integer(3))
        actor = row.text(4)
        range = PrunedRange(
            cut: Timestamp(milliseconds: row.integer(5)), lastCall: row.integer(6), lastReservation: row.integer(8))
        lastCorrection = row.integer(7)
        calls = row.integer(9)
        corrections = row.integer(10)
        reservations = row.integer(11)
        cost = Money(row, at: 12)
        archive = row.isNull(14) ? nil : row.blob(14)
        seal = row.blob(15)
        ids = row.optionalInteger(16).map { ($0, []) }
        ids?.seal = row.blob(17)
    }

    /// The columns of the row.
    var columns: [SQLiteValue] {
        [
            .integer(link), .integer(number), .text(step.rawValue), .integer(at.milliseconds), .text(actor),
            .integer(range.cut.milliseconds), .integer(range.lastCall), .integer(lastCorrection),
            .integer(range.lastReservation), .integer(calls), .integer(corrections), .integer(reservations),
        ] + cost.columns + [
            archive.map { .blob($0) } ?? .null, .blob(seal), SQLiteValue(ids?.count),
            ids.map { .blob($0.seal) } ?? .null,
        ]
    }

    /// The pruning as it is told; `end` is the row of its end.
    func pruning(finishedAt end: Timestamp?) -> Pruning {
        Pruning(
            number: number, before: range.cut, begunAt: at, finishedAt: end, actor: actor, calls: calls,
            corrections: corrections, reservations: reservations, cost: cost, lastCall: range.lastCall,
            archiveSHA256: archive?.hexadecimal)
    }
}

/// Which rows a pruning takes, and all prunings before it took.
struct PrunedRange: Hashable {
    /// The first moment whose rows stay.
    var cut: Timestamp
    /// The newest call that goes.
    var lastCall: Int64
    /// The newest answer to a reservation request that goes.
    var lastReservation: Int64

    /// Whether a call goes.
    func takes(call sequence: Int64, at milliseconds: Int64) -> Bool {
        sequence <= lastCall && milliseconds < cut.milliseconds
    }

    /// Whether a call goes.
    func takes(_ entry: Entry) -> Bool {
        takes(call: entry.recorded.sequence, at: entry.recorded.call.at.milliseconds)
    }

    /// Whether an answer to a reservation request goes. Open ones were not there.
    func takes(_ stored: StoredReservation) -> Bool {
        stored.number <= lastReservation && stored.reservation.createdAt < cut
    }

    /// Whether a row of the chain's tables goes: a call, or a correction of one.
    func takes(_ row: borrowing Statement, of table: ChainTable, in connection: Connection) throws -> Bool {
        switch table {
        case .call: return takes(call: row.integer(0), at: row.integer(2))
        case .correction:
            guard row.integer(1) <= lastCall else { return false }
            let at = try connection.integer("SELECT at FROM call WHERE sequence = ?", .integer(row.integer(1)))
            return at.map { $0 < cut.milliseconds } ?? false
        default: return false
        }
    }
}
