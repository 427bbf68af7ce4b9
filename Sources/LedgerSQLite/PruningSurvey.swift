internal import Ledger
internal import Pricing
internal import SQLite

/// Looks at everything that a pruning takes before it may go: whether the sums and the chain agree with it, and what has
/// to be kept so that they can be checked without it.
///
/// What was damaged is found now or never. It reads in pages, each from a state of its own: rows are only ever added.
final class PruningSurvey {
    /// How many rows are looked at from one state of the ledger.
    static let page: Int64 = 10_000

    let database: Database
    let plan: PruningPlan
    let range: PrunedRange
    private var looked: Int64 = 0

    var connection: Connection { database.connection }

    init(_ database: Database, _ plan: PruningPlan) {
        self.database = database
        self.plan = plan
        range = PrunedRange(cut: plan.before, lastCall: plan.lastCall, lastReservation: plan.lastReservation)
    }

    /// What is kept of what goes.
    struct Result: Sendable {
        var months: [PrunedMonth]
        var links: [PrunedLinks]
    }

    /// Looks at everything.
    func result() throws -> Result {
        if let last = try database.newestPruning(), try database.prunedSeal() != last.seal {
            throw try disagreement("what is kept of the calls of pruning \(last.number) is not what it was")
        }
        return Result(months: try months(), links: try links())
    }

    /// Takes note that some rows were looked at, and goes on with a newer state of the ledger after many.
    func pause(after rows: Int64) throws {
        looked += rows
        guard looked >= Self.page else { return }
        looked = 0
        try database.renew()
    }

    /// The error for rows that do not agree, unless somebody changed them meanwhile, as is allowed.
    func disagreement(_ message: String) throws -> LedgerError {
        guard try database.lastCorrection() == plan.lastCorrection,
            try database.newestPruning()?.number ?? 0 == plan.previous?.number ?? 0
        else { return .planOutdated(plan) }
        return LedgerError(.damaged, message + "; nothing was pruned. Verify the ledger.")
    }
}
