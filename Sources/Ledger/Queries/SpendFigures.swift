public import Pricing

/// The figures of a group of calls.
public struct SpendFigures: Sendable, Hashable {
    /// How many calls.
    public var calls: Int64 = 0
    /// Fresh input tokens.
    public var inputTokens: Int64 = 0
    /// Input tokens read from a cache.
    public var cacheReadTokens: Int64 = 0
    /// Input tokens written to a cache.
    public var cacheWriteTokens: Int64 = 0
    /// Output tokens.
    public var outputTokens: Int64 = 0
    /// The cost by component, corrections included.
    public var breakdown = CostBreakdown.zero
    /// The part of the cost that is an estimate.
    public var estimated = Money.zero
    /// Calls whose price is unknown; they are not in the cost.
    public var unpricedCalls: Int64 = 0

    /// No calls.
    public init() {}

    /// The whole cost.
    public var cost: Money { breakdown.total }

    /// Adds the figures of other calls.
    public static func += (left: inout SpendFigures, right: SpendFigures) {
        left.calls += right.calls
        left.inputTokens += right.inputTokens
        left.cacheReadTokens += right.cacheReadTokens
        left.cacheWriteTokens += right.cacheWriteTokens
        left.outputTokens += right.outputTokens
        left.breakdown += right.breakdown
        left.estimated += right.estimated
        left.unpricedCalls += right.unpricedCalls
    }

    /// By how much figures differ, item by item.
    public static func - (left: SpendFigures, right: SpendFigures) -> SpendFigures {
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
