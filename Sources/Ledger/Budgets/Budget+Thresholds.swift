public import Pricing

extension Budget {
    /// The warning thresholds, in percent of a limit, that spend reaches when it rises.
    public func thresholds(reachedBy spent: Money, from before: Money, limit: Money) -> [Int] {
        warnAt.filter { percent in
            let threshold = limit.picodollars * Int128(percent)
            return spent.picodollars * 100 >= threshold && before.picodollars * 100 < threshold
        }
    }
}
