import Ledger
import LedgerReports
import LosslessJSON
import Pricing

extension ObjectListing<BudgetStatus> {
    /// Budgets with the state of their present windows.
    static var budgets: ObjectListing {
        ObjectListing(
            name: "budgets",
            tableColumns: [
                .text("budget") { $0.budget.name },
                .text("covers") { $0.budget.scope.summary },
                .text("period") { $0.budget.period.name },
                .text("cap") { $0.budget.enforcement.rawValue },
                .text("exceeded") { $0.budget.enforcement == .soft ? nil : $0.budget.whenExceeded.kind.rawValue },
                .number("limit") { $0.effectiveLimit.display },
                .number("spent") { ($0.estimated == .zero ? "" : "~") + $0.spent.display },
                .number("reserved") { $0.reserved.display },
                .number("left") { $0.left.display },
                .text("state") { $0.state.rawValue },
                .text("resets at") { $0.resetsAt?.iso8601 },
            ],
            csvColumns: [
                .text("name") { $0.budget.name },
                .text("team") { $0.budget.scope.team },
                .text("callsite") { $0.budget.scope.callsite },
                .text("model") { $0.budget.scope.model },
                .text("user") { $0.budget.scope.user },
                .text("tags") { $0.budget.scope.tagList },
                .text("period") { $0.budget.period.name },
                .text("timezone") { $0.budget.timeZone },
                .text("enforcement") { $0.budget.enforcement.rawValue },
                .text("unpriced") { $0.budget.unpriced.rawValue },
                .number("base_limit_usd") { $0.budget.limit.usd },
                .number("limit_usd") { $0.effectiveLimit.usd },
                .number("spent_usd") { $0.spent.usd },
                .number("estimated_usd") { $0.estimated.usd },
                .number("reserved_usd") { $0.reserved.usd },
                .number("left_usd") { $0.left.usd },
                .text("state") { $0.state.rawValue },
                .number("unpriced_calls") { String($0.unpricedCalls) },
                .number("window_start") { $0.windowStart == .earliest ? nil : $0.windowStart.iso8601 },
                .number("resets_at") { $0.resetsAt?.iso8601 },
                .text("when_exceeded") { $0.budget.whenExceeded.kind.rawValue },
                .text("fallback_model") { $0.budget.whenExceeded.fallbackModel },
                .number("minimum_tokens") { $0.budget.whenExceeded.minimumTokens.map { String($0) } },
            ],
            write: { $0.write(to: &$1) })
    }
}

extension BudgetScope {
    /// What is covered, in a few words.
    fileprivate var summary: String {
        let values = [("team", team), ("callsite", callsite), ("model", model), ("user", user)]
        var parts = values.compactMap { name, value in value.map { "\(name)=\($0)" } }
        if let tagList { parts.append(tagList) }
        return parts.isEmpty ? "everything" : parts.joined(separator: " ")
    }

    /// The tags as `name=value`, separated by spaces; `nil` without any.
    fileprivate var tagList: String? {
        guard !tags.isEmpty else { return nil }
        return tags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
}
