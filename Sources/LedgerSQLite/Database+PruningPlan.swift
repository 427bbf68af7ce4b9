internal import Ledger
internal import Pricing
internal import SQLite

extension Database {
    /// What a pruning would take.
    ///
    /// - Throws: What stands in its way.
    func pruningPlan(before cut: Timestamp, at now: Timestamp) throws -> PruningPlan {
        let prunings = try prunings()
        if let last = prunings.last, last.finishedAt == nil { throw LedgerError.pruningUnfinished(last) }
        try requireNothingInTheWay(of: cut, at: now)
        var plan = PruningPlan(before: cut)
        plan.previous = prunings.last
        try countRows(of: &plan)
        try addUp(&plan)
        return plan
    }

    private func countRows(of plan: inout PruningPlan) throws {
        let cut = SQLiteValue.integer(plan.before.milliseconds)
        let calls = try connection.first(
            "SELECT count(*), max(sequence) FROM call INDEXED BY call_at WHERE at < ?", cut
        ) { ($0.integer(0), $0.integer(1)) }
        (plan.calls, plan.lastCall) = calls ?? (0, 0)
        plan.lastCorrection = try lastCorrection()
        plan.corrections =
            try connection.integer(
                """
                SELECT count(*) FROM correction CROSS JOIN call ON call.sequence = correction.call WHERE call.at < ?
                """, cut) ?? 0
        // Backwards, because the newest of those is near the cut, and numbers rise with time.
        plan.lastReservation =
            try connection.integer(
                """
                SELECT number FROM reservation WHERE created_at < ? AND state <> 'open' ORDER BY number DESC LIMIT 1
                """, cut) ?? 0
        plan.reservations =
            try connection.integer(
                "SELECT count(*) FROM reservation WHERE number <= ? AND created_at < ? AND state <> 'open'",
                .integer(plan.lastReservation), cut) ?? 0
        // What went before counts on: the range of a pruning holds those of all before it.
        guard let pruning = try newestPruning() else { return }
        plan.lastCall = max(plan.lastCall, pruning.range.lastCall)
        plan.lastReservation = max(plan.lastReservation, pruning.range.lastReservation)
    }

    /// Adds up what the calls cost: the sums of all months before the cut, but for what was pruned before.
    private func addUp(_ plan: inout PruningPlan) throws {
        try Rollup.month.forEach(in: self, from: .min, to: plan.before.milliseconds) { row in
            let figures = try Rollup.month.sealedFigures(row)
            plan.cost += figures.cost
            plan.estimated += figures.estimated
            plan.unpricedCalls += figures.unpricedCalls
        }
        for month in try prunedMonths() {
            plan.cost -= month.cost
            plan.estimated -= month.estimated
            plan.unpricedCalls -= month.unpricedCalls
        }
    }
}
