import Ledger
import Pricing

extension MemoryLedgerState {
    func inputHistory(
        model asked: String, callsite name: String, at now: Timestamp
    ) throws(LedgerError) -> InputHistory {
        let model = try TextRule.model.validated(asked, as: "model")
        let callsite = try TextRule.name.validated(name, as: "callsite")
        let months = InputHistory.months(at: now)
        var history = InputHistory()
        for (details, call) in details.values
        where call.cost.model == model && call.attribution.callsite == callsite
            && months.contains(InputHistory.month(of: call.at))
        {
            history.add(tokens: call.measuredInputTokens ?? 0, bytes: details.inputBytes ?? 0)
        }
        return history
    }

    func refusedReservations(_ filter: CallFilter, limit: Int) throws(LedgerError) -> [RefusedReservation] {
        let filter = try filter.validated()
        guard CallFilter.pageSizes.contains(limit) else {
            throw .invalidInput("limit", "\(limit)", "must be 1 to \(CallFilter.pageSizes.upperBound)")
        }
        let newestFirst = refused.compactMap { refusals[$0] }.enumerated()
            .sorted { ($0.element.at, $0.offset) > ($1.element.at, $1.offset) }.map(\.element)
        return Array(newestFirst.lazy.filter { filter.includes($0.asCall) }.prefix(limit))
    }
}

extension RefusedReservation {
    /// A call that is filed as the refused one would have been.
    fileprivate var asCall: Call {
        Call(
            id: request.id, at: at, attribution: request.attribution, requestedModel: request.requestedModel,
            region: request.region, operation: request.operation, status: .failed,
            cost: Cost(status: .unknownUsage, model: request.model, scope: nil, ratesVersion: ""))
    }
}
