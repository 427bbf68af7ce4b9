internal import Ledger
internal import Pricing

extension SpendFigures {
    /// By how much figures differ, item by item.
    static func - (left: SpendFigures, right: SpendFigures) -> SpendFigures {
        var result = SpendFigures()
        result.calls = left.calls - right.calls
        result.inputTokens = left.inputTokens - right.inputTokens
        result.cacheReadTokens = left.cacheReadTokens - right.cacheReadTokens
        result.cacheWriteTokens = left.cacheWriteTokens - right.cacheWriteTokens
        result.outputTokens = left.outputTokens - right.outputTokens
        result.breakdown = left.breakdown - right.breakdown
        result.estimated = left.estimated - right.estimated
        result.unpricedCalls = left.unpricedCalls - right.unpricedCalls
        return result
    }
}
