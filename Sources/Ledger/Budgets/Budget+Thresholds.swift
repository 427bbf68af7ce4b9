public import Pricing

extension Budget {
    /// The warning thresholds, in percent of a limit, that spend reaches when it rises.
    public func thresholds(reachedBy spent: Money, from before: Money, limit: Money) -> [Int] {
        warnAt.filter { Self.isReached($0, by: spent, from: before, limit: limit) }
    }

    /// Whether spend reaches a warning threshold when it rises: nearly always not, and that is told without making a list.
    public func reachesThreshold(by spent: Money, from before: Money, limit: Money) -> Bool {
        warnAt.contains { Self.isReached($0, by: spent, from: before, limit: limit) }
    }

    private static func isReached(_ percent: Int, by spent: Money, from before: Money, limit: Money) -> Bool {
        let threshold = limit.picodollars * Int128(percent)
        return spent.picodollars * 100 >= threshold && before.picodollars * 100 < threshold
    }
}
