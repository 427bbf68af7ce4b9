internal import Ledger
internal import Pricing

extension WriteSession {
    /// What becomes of a call that is offered under an id, or request id, whose call was pruned; `nil` where none was.
    func prunedOutcome(ofOffering call: Call, under id: String) throws -> RecordOutcome? {
        guard let pruning = database.pruning, var bills = try database.prunedBills(of: id) else { return nil }
        // What was refused or given back was no call: it may still be recorded.
        bills.removeAll { $0 == .none }
        guard !bills.isEmpty else { return nil }
        if !call.isDefinite || bills.contains(PrunedIDs.Bill(of: call.cost)) { return .duplicate }
        return .conflict(
            reason: LedgerError.prunedReason("call", id, before: pruning.range.cut)
                + "; what is offered has other usage or another model")
    }

    /// Throws where what an id stands for was pruned.
    func requireUnpruned(_ id: String, as noun: String) throws {
        guard let pruning = database.pruning, try database.prunedBills(of: id) != nil else { return }
        throw LedgerError.pruned(noun, id, before: pruning.range.cut)
    }
}
