package import Ledger
package import LosslessJSON
internal import Pricing

extension BudgetStatus {
    /// Writes the budget as a JSON object; `limit_usd` is the limit with the increases that hold now.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("name", budget.name)
        write(budget.scope, to: &writer)
        writer.member("period", budget.period.name)
        writer.member("timezone", budget.timeZone)
        writer.member("enforcement", budget.enforcement.rawValue)
        writer.member("unpriced", budget.unpriced.rawValue)
        writer.member("when_exceeded", budget.whenExceeded.kind.rawValue)
        writer.member("fallback_model", budget.whenExceeded.fallbackModel)
        writer.key("minimum_tokens")
        if let tokens = budget.whenExceeded.minimumTokens { writer.number(tokens) } else { writer.null() }
        writer.key("warn_at")
        writer.beginArray()
        for percentage in budget.warnAt { writer.number(percentage) }
        writer.endArray()
        writer.member("base_limit_usd", budget.limit)
        writer.member("limit_usd", effectiveLimit)
        writer.member("spent_usd", spent)
        writer.member("estimated_usd", estimated)
        writer.member("reserved_usd", reserved)
        writer.member("left_usd", left)
        writer.member("state", state.rawValue)
        writer.key("threshold_reached")
        if let thresholdReached { writer.number(thresholdReached) } else { writer.null() }
        writer.member("unpriced_calls", unpricedCalls)
        writer.member("window_start", windowStart == .earliest ? nil : windowStart)
        writer.member("resets_at", resetsAt)
        write(history, to: &writer)
        writer.endObject()
    }

    private func write(_ scope: BudgetScope, to writer: inout JSONWriter) {
        writer.key("scope")
        writer.beginObject()
        let values = [
            ("team", scope.team), ("callsite", scope.callsite), ("model", scope.model), ("user", scope.user),
        ]
        for (name, value) in values where value != nil { writer.member(name, value) }
        if !scope.tags.isEmpty { writer.member("tags", scope.tags) }
        writer.endObject()
    }

    private func write(_ history: [BudgetChange], to writer: inout JSONWriter) {
        writer.key("history")
        writer.beginArray()
        for change in history {
            writer.beginObject()
            writer.member("at", change.at)
            writer.member("actor", change.actor)
            writer.member("kind", change.kind.rawValue)
            writer.member("summary", change.summary)
            writer.endObject()
        }
        writer.endArray()
    }
}
