/// What each part of a call cost; the parts add up to the whole exactly.
public struct CostBreakdown: Sendable, Hashable {
    /// Input tokens at the full rate.
    public var freshInput = Money.zero
    /// Input tokens read from a prompt cache.
    public var cachedInput = Money.zero
    /// Input tokens written to a prompt cache.
    public var cacheWrite = Money.zero
    /// Output tokens, thinking included.
    public var output = Money.zero
    /// Guardrails, images, seconds, queries.
    public var other = Money.zero

    /// Nothing at all.
    public static let zero = CostBreakdown()

    /// A breakdown of nothing, to be filled by component.
    public init() {}

    /// The amount of one component.
    public subscript(component: CostComponent) -> Money {
        get {
            switch component {
            case .freshInput: freshInput
            case .cachedInput: cachedInput
            case .cacheWrite: cacheWrite
            case .output: output
            case .other: other
            }
        }
        set {
            switch component {
            case .freshInput: freshInput = newValue
            case .cachedInput: cachedInput = newValue
            case .cacheWrite: cacheWrite = newValue
            case .output: output = newValue
            case .other: other = newValue
            }
        }
    }

    /// The sum of all components.
    public var total: Money { freshInput + cachedInput + cacheWrite + output + other }

    /// The sum of two breakdowns, component by component.
    public static func + (left: CostBreakdown, right: CostBreakdown) -> CostBreakdown {
        var result = left
        result.freshInput += right.freshInput
        result.cachedInput += right.cachedInput
        result.cacheWrite += right.cacheWrite
        result.output += right.output
        result.other += right.other
        return result
    }

    /// Adds another breakdown, component by component.
    public static func += (left: inout CostBreakdown, right: CostBreakdown) {
        left.freshInput += right.freshInput
        left.cachedInput += right.cachedInput
        left.cacheWrite += right.cacheWrite
        left.output += right.output
        left.other += right.other
    }

    /// The difference of two breakdowns, component by component.
    public static func - (left: CostBreakdown, right: CostBreakdown) -> CostBreakdown {
        var result = left
        result.freshInput -= right.freshInput
        result.cachedInput -= right.cachedInput
        result.cacheWrite -= right.cacheWrite
        result.output -= right.output
        result.other -= right.other
        return result
    }
}
