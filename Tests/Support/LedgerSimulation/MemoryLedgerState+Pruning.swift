import Ledger
import Pricing

/// What a call is billed for, by which it is known again once it is pruned.
struct Bill: Hashable {
    var model: String
    var usage: Usage

    init(of cost: Cost) {
        model = cost.model
        usage = cost.usage
    }
}

extension MemoryLedgerState {
    func pruningPlan(before cut: Timestamp, at now: Timestamp) throws(LedgerError) -> PruningPlan {
        try RetentionRule.check(cut: cut, at: now, after: prunings.last?.before)
        if let open = openReservations.first(where: { $0.createdAt < cut }) {
            throw LedgerError.openBeforeCut(open.id, createdAt: open.createdAt, cut: cut)
        }
        for budget in budgets.values { try RetentionRule.check(cut: cut, keeps: budget, at: now) }
        var plan = PruningPlan(before: cut)
        plan.previous = prunings.last
        plan.lastCall = prunings.last?.lastCall ?? 0
        for row in rows where row.call.at < cut && !isPruned(row) {
            plan.calls += 1
            plan.corrections += Int64(row.corrections)
            plan.cost += row.figures.cost
            plan.estimated += row.figures.estimated
            plan.unpricedCalls += row.figures.unpricedCalls
            plan.lastCall = max(plan.lastCall, row.sequence)
        }
        plan.lastCorrection = Int64(entries.count - rows.count)
        plan.reservations = Int64(answers(before: cut).count)
        return plan
    }

    mutating func prune(
        _ asked: PruningPlan, actor: String, archiveSHA256: String?, at now: Timestamp
    ) throws(LedgerError) -> Pruning {
        let actor = try TextRule.name.validated(actor, as: "actor")
        guard !asked.isEmpty else {
            throw .invalidInput("cut", asked.before.iso8601, "has nothing before it that could be pruned")
        }
        let plan = try pruningPlan(before: asked.before, at: now)
        guard plan == asked else { throw LedgerError.planOutdated(asked) }
        for row in rows.indices where rows[row].call.at < plan.before && !isPruned(rows[row]) { hide(row) }
        for id in answers(before: plan.before) {
            prunedBills[id, default: []].append(nil)
            if rowByID[id] == nil, countedElsewhere[id] == nil { contents[id] = nil }
            reservations[id] = nil
            details[id] = nil
            refusals[id] = nil
        }
        let pruning = Pruning(
            number: Int64(prunings.count) + 1, before: plan.before, begunAt: now, finishedAt: now, actor: actor,
            calls: plan.calls, corrections: plan.corrections, reservations: plan.reservations, cost: plan.cost,
            lastCall: plan.lastCall, archiveSHA256: archiveSHA256)
        prunings.append(pruning)
        return pruning
    }

    /// Makes a row unknown under its ids, and remembers them.
    private mutating func hide(_ row: Int) {
        let bills = [Bill(of: originals[row].cost), Bill(of: rows[row].call.cost)]
        let id = rows[row].call.id
        let requestIDs = rowByRequestID.filter { $0.value == row }.keys
        let others = countedElsewhere.filter { $0.value == row }.keys
        for name in [id] + requestIDs + others { prunedBills[name, default: []] += bills }
        for name in requestIDs { rowByRequestID[name] = nil }
        for name in others {
            countedElsewhere[name] = nil
            contents[name] = nil
        }
        rowByID[id] = nil
        contents[id] = nil
    }

    /// The ids of reservations and refusals of that time.
    private func answers(before cut: Timestamp) -> [String] {
        reservations.values.filter { $0.createdAt < cut }.map(\.id)
            + refusals.values.filter { $0.at < cut }.map(\.request.id)
    }

    private func isPruned(_ row: RecordedCall) -> Bool {
        guard let last = prunings.last else { return false }
        return row.call.at < last.before && row.sequence <= last.lastCall
    }

    func prunedOutcome(ofOffering call: Call, under id: String) -> RecordOutcome? {
        guard let last = prunings.last else { return nil }
        let bills = (prunedBills[id] ?? []).compactMap { $0 }
        guard !bills.isEmpty else { return nil }
        if !call.isDefinite || bills.contains(Bill(of: call.cost)) { return .duplicate }
        return .conflict(reason: LedgerError.prunedReason("call", id, before: last.before))
    }

    func requireUnpruned(_ id: String, as noun: String) throws(LedgerError) {
        guard let last = prunings.last, prunedBills[id] != nil else { return }
        throw LedgerError.pruned(noun, id, before: last.before)
    }

    func requireUnpruned(_ filter: CallFilter, after sequence: Int64) throws(LedgerError) {
        guard let last = prunings.last, sequence < last.lastCall, filter.since ?? .earliest < last.before else {
            return
        }
        throw LedgerError.callsPruned(before: last.before)
    }

    func requireWholeHours(_ filter: CallFilter) throws(LedgerError) {
        guard let last = prunings.last, filter.since ?? .earliest < filter.until ?? .latest else { return }
        for moment in [filter.since, filter.until].compactMap({ $0 })
        where moment < last.before && moment != moment.startOfHour
            && rows.contains(where: { $0.call.at.startOfHour == moment.startOfHour })
        {
            throw LedgerError.hourPruned(moment, before: last.before)
        }
    }
}
