public import Pricing

/// Which calls may be taken out of a ledger, for every kind of ledger.
public enum RetentionRule {
    /// How many days calls stay at least: late settlements, imports of logs, bills and the history of input need them.
    public static let minimumDays: Int64 = 35

    /// Checks the first moment whose calls stay: the start of a month in UTC, long enough ago, and not before the one of
    /// the last pruning.
    ///
    /// - Throws: ``LedgerError/Code/invalidInput``, with the latest moment that would do.
    public static func check(cut: Timestamp, at now: Timestamp, after last: Timestamp?) throws(LedgerError) {
        let latest = latestCut(at: now)
        guard cut == cut.startOfMonth else {
            throw .invalidInput(
                "cut", cut.iso8601, "must be the start of a month in UTC, such as \(cut.startOfMonth.iso8601)")
        }
        guard cut <= latest else {
            throw .invalidInput(
                "cut", cut.iso8601,
                "is too late: calls stay for \(minimumDays) days, for late settlements, imports and bills; the latest "
                    + "cut is \(latest.iso8601)")
        }
        if let last, cut < last {
            throw .invalidInput("cut", cut.iso8601, "is before the last one: calls before \(last.iso8601) were pruned")
        }
    }

    /// The latest moment that may be the first whose calls stay.
    public static func latestCut(at now: Timestamp) -> Timestamp {
        now.advanced(byMilliseconds: -minimumDays * 86_400_000).startOfMonth
    }

    /// Checks that the present window of a budget can be added up without the calls before a cut.
    ///
    /// The sums by hour stay, so that only a window that starts within an hour needs calls.
    /// - Throws: ``LedgerError/Code/wrongState``, with the budget and what to do.
    public static func check(cut: Timestamp, keeps budget: Budget, at now: Timestamp) throws(LedgerError) {
        let start = try budget.window(containing: now).start
        guard start < cut, start.startOfHour != start else { return }
        throw LedgerError(
            .wrongState,
            "budget \(LedgerError.quoted(budget.name)) adds up from \(start.iso8601), within an hour, and needs the calls "
                + "of that hour; prune before \(start.startOfMonth.iso8601), or remove the budget")
    }
}

extension LedgerError {
    /// An operation on something that was taken out of the ledger.
    public static func pruned(_ noun: String, _ id: String, before cut: Timestamp) -> LedgerError {
        LedgerError(.conflict, prunedReason(noun, id, before: cut))
    }

    /// Why what is offered for something that was taken out of the ledger is not taken.
    public static func prunedReason(_ noun: String, _ id: String, before cut: Timestamp) -> String {
        "\(noun) \(quoted(id)) is older than \(cut.iso8601) and was pruned: it counts in every total, and its figures are "
            + "final"
    }

    /// Calls are asked for that were taken out of the ledger.
    public static func callsPruned(before cut: Timestamp) -> LedgerError {
        LedgerError(
            .invalidInput,
            "the calls before \(cut.iso8601) were pruned, and only their sums by hour are kept; ask for calls since "
                + "\(cut.iso8601), or for spend")
    }

    /// A range begins or ends within an hour whose calls were taken out of the ledger.
    public static func hourPruned(_ moment: Timestamp, before cut: Timestamp) -> LedgerError {
        let next = moment.startOfHour.advanced(byMilliseconds: 3_600_000)
        return LedgerError(
            .invalidInput,
            "\(moment.iso8601) lies within an hour whose calls were pruned (all before \(cut.iso8601)); the earliest "
                + "moment from there on that can be told is \(next.iso8601), the one before it "
                + "\(moment.startOfHour.iso8601)")
    }

    /// A pruning was stopped on its way.
    public static func pruningUnfinished(_ pruning: Pruning) -> LedgerError {
        LedgerError(
            .wrongState,
            "pruning \(pruning.number) before \(pruning.before.iso8601) was begun at \(pruning.begunAt.iso8601) and not "
                + "finished; finish it first: bedrock-ledger prune --before \(pruning.before.iso8601.prefix(7))")
    }

    /// Something was recorded between the plan of a pruning and the pruning.
    public static func planOutdated(_ plan: PruningPlan) -> LedgerError {
        LedgerError(
            .conflict,
            "calls before \(plan.before.iso8601) were corrected, or others pruned them, since they were counted; prune "
                + "again")
    }

    /// A reservation that is open holds money for a call that would be pruned.
    public static func openBeforeCut(_ id: String, createdAt: Timestamp, cut: Timestamp) -> LedgerError {
        LedgerError(
            .wrongState,
            "reservation \(quoted(id)) of \(createdAt.iso8601), before the cut, is open; settle or release it, or prune "
                + "before \(createdAt.startOfMonth.iso8601)")
    }
}
