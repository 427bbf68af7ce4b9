public import Pricing

/// What counts as an anomaly.
///
/// A slot is one where it cost more than a dollar, and more than the median of the last fourteen same slots and five
/// times their median absolute deviation. It also has to cost half as much again as the median, because the deviation
/// of fourteen slots is now and then very small by chance. Where it is zero, as for something that mostly costs
/// nothing, the slot has to be above all fourteen: what happens every other day is no anomaly. The same slot is the
/// same hour of the days before, or the days before. Slots before the first spend do not count, and fewer than seven
/// say nothing.
public enum AnomalyRule {
    /// How many slots before are looked at.
    public static let slots = 14
    /// The fewest slots that a comparison needs.
    public static let minimumSlots = 7
    /// How many deviations above the median are usual.
    static let deviations: Int128 = 5
    /// What a slot has to cost to be worth a word.
    public static let minimumCost = Money(picodollars: Money.picodollarsPerDollar)

    /// The anomalies that start in a range, oldest first, without the callsites that moved.
    ///
    /// - Parameters:
    ///   - history: What the hours cost; it should reach fourteen days back before the range.
    ///   - slot: What is compared.
    ///   - from: The start of the range; slots that start before it are not looked at.
    ///   - to: The end of the range, exclusive. A slot that it cuts is looked at as far as it goes.
    /// - Returns: The anomalies.
    public static func anomalies(
        in history: HourlySpend, slot: SpendAnomaly.Slot, from: Timestamp, to: Timestamp
    ) -> [SpendAnomaly] {
        guard let first = history.firstSpend else { return [] }
        let firstSlot = slot == .day ? first.startOfDay : first
        var anomalies: [SpendAnomaly] = []
        var start = slot == .day ? from.startOfDay : from.startOfHour
        if start < from { start = start.advanced(byMilliseconds: slot.milliseconds) }
        while start < to {
            let before = earlier(than: start).filter { $0 >= firstSlot }
            let cost = self.cost(of: slot, at: start, in: history)
            if before.count >= minimumSlots, cost > minimumCost {
                let costs = before.map { self.cost(of: slot, at: $0, in: history) }
                let threshold = threshold(of: costs)
                if cost > threshold {
                    anomalies.append(
                        SpendAnomaly(
                            slot: slot, start: start, cost: cost, usual: .median(of: costs), threshold: threshold))
                }
            }
            start = start.advanced(byMilliseconds: slot.milliseconds)
        }
        return anomalies
    }

    /// The starts of the slots that one is held against, newest first.
    static func earlier(than start: Timestamp) -> [Timestamp] {
        (1...Int64(slots)).map { start.advanced(byMilliseconds: -$0 * 24 * HourlySpend.hour) }
    }

    /// What a slot may cost, given what the same ones before it did.
    static func threshold(of costs: [Money]) -> Money {
        let median = Money.median(of: costs)
        let deviation = Money.median(of: costs.map { ($0 - median).magnitude })
        let half = median.multiplied(by: 3, dividedBy: 2, rounded: .up)
        guard deviation == .zero else {
            return max(median + Money(picodollars: deviation.picodollars * deviations), half)
        }
        return max(costs.max() ?? median, half)
    }

    private static func cost(of slot: SpendAnomaly.Slot, at start: Timestamp, in history: HourlySpend) -> Money {
        history.total(from: start, to: start.advanced(byMilliseconds: slot.milliseconds))
    }
}
