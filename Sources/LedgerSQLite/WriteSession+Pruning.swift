internal import Ledger
internal import Pricing
internal import SQLite

extension WriteSession {
    /// Begins a pruning: keeps what stays of all that goes, and says in the chain what goes. No row goes yet.
    func beginPruning(
        _ plan: PruningPlan, keeping survey: PruningSurvey.Result, actor: String, archive: [UInt8]?
    ) throws {
        let newest = try database.newestPruning()
        guard newest?.number ?? 0 == plan.previous?.number ?? 0, newest?.step != .begun,
            try !isCorrected(since: plan)
        else { throw LedgerError.planOutdated(plan) }
        try database.requireNothingInTheWay(of: plan.before, at: now)
        // What was noted is written, and forgotten: windows of budgets go too.
        try flush()
        book.forget()
        // Windows that are over, and could not be added up again because they began within an hour before the cut.
        try connection.run(
            "DELETE FROM budget_window WHERE ends_at <= ?1 OR (starts_at < ?1 AND starts_at % 3600000 <> 0)",
            .integer(plan.before.milliseconds))
        try book.begin(at: now)
        try connection.execute("DELETE FROM pruned_month; DELETE FROM pruned_links")
        for month in survey.months {
            try connection.runSealed("INSERT INTO pruned_month VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", month.columns)
        }
        for links in survey.links {
            try connection.runSealed("INSERT INTO pruned_links VALUES (?, ?, ?, ?)", links.columns)
        }
        try insert(
            StoredPruning(
                plan, number: (newest?.number ?? 0) + 1, link: nextLink(), at: now, actor: actor, archive: archive,
                seal: database.prunedSeal()))
    }

    /// Says that the last row of a pruning has gone, and which ids are remembered.
    func finishPruning(_ number: Int64, ids: (count: Int64, seal: [UInt8])) throws {
        // Somebody else may have finished it too.
        guard var pruning = try database.newestPruning(), pruning.number == number, pruning.step == .begun else {
            return
        }
        pruning.step = .finished
        pruning.at = now
        pruning.link = try nextLink()
        pruning.ids = ids
        try insert(pruning)
    }

    private func insert(_ pruning: StoredPruning) throws {
        try connection.runSealed(
            "INSERT INTO pruning VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", pruning.columns)
    }

    /// The number of the link that this transaction will add.
    private func nextLink() throws -> Int64 {
        (try connection.integer("SELECT max(number) FROM chain_link") ?? 0) + 1
    }

    private func isCorrected(since plan: PruningPlan) throws -> Bool {
        try connection.integer(
            """
            SELECT 1 FROM correction CROSS JOIN call ON call.sequence = correction.call
            WHERE correction.sequence > ? AND call.at < ? AND call.sequence <= ? LIMIT 1
            """, .integer(plan.lastCorrection), .integer(plan.before.milliseconds), .integer(plan.lastCall)) != nil
    }
}

extension Database {
    /// Throws where a reservation that is open, or the present window of a budget, needs what is before a cut.
    func requireNothingInTheWay(of cut: Timestamp, at now: Timestamp) throws {
        try RetentionRule.check(cut: cut, at: now, after: newestPruning()?.range.cut)
        let open = try connection.first(
            "SELECT id, created_at FROM reservation WHERE state = 'open' AND created_at < ? LIMIT 1",
            .integer(cut.milliseconds)
        ) { ($0.text(0), Timestamp(milliseconds: $0.integer(1))) }
        if let (id, createdAt) = open { throw LedgerError.openBeforeCut(id, createdAt: createdAt, cut: cut) }
        for stored in try budgets() { try RetentionRule.check(cut: cut, keeps: stored.budget, at: now) }
    }
}
