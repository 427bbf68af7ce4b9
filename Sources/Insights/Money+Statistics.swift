import Pricing

/// Statistics over amounts. A ratio may be a `Double`; an amount never is. Every result is a whole number of picodollars,
/// rounded in the direction that is named.
extension Money {
    /// Which way a result that is no whole number of picodollars goes.
    enum Rounding {
        /// To the smaller amount.
        case down
        /// To the larger amount.
        case up
        /// To the nearer amount; halves go up.
        case nearest
    }

    /// Ratios are taken to this many parts.
    private static let parts: Int128 = 1_000_000_000

    /// The amount times a ratio, which is taken to nine decimals first.
    func scaled(by ratio: Double, rounded rounding: Rounding) -> Money {
        multiplied(by: Int128((ratio * Double(Self.parts)).rounded()), dividedBy: Self.parts, rounded: rounding)
    }

    /// The amount times a fraction; the divisor is above zero.
    func multiplied(by factor: Int128, dividedBy divisor: Int128, rounded rounding: Rounding) -> Money {
        let product = picodollars * factor
        let shifted =
            switch rounding {
            case .down: product
            case .up: product + divisor - 1
            case .nearest: product + divisor / 2
            }
        let (quotient, remainder) = shifted.quotientAndRemainder(dividingBy: divisor)
        return Money(picodollars: remainder < 0 ? quotient - 1 : quotient)
    }

    /// The mean of amounts, rounded to the nearest picodollar; nothing for none.
    static func mean(of amounts: some Collection<Money>) -> Money {
        guard !amounts.isEmpty else { return .zero }
        return amounts.reduce(.zero, +).multiplied(by: 1, dividedBy: Int128(amounts.count), rounded: .nearest)
    }

    /// The amount that a share of the amounts does not exceed, by nearest rank, so that it is one of them.
    ///
    /// - Parameters:
    ///   - percent: The share; 1 to 100.
    ///   - amounts: The amounts, in any order.
    /// - Returns: The amount; nothing for none.
    static func percentile(_ percent: Int, of amounts: [Money]) -> Money {
        guard !amounts.isEmpty else { return .zero }
        let rank = (percent * amounts.count + 99) / 100
        return amounts.sorted()[min(max(rank, 1), amounts.count) - 1]
    }

    /// The median; the mean of the middle two, rounded down, of an even number of amounts.
    static func median(of amounts: [Money]) -> Money {
        guard !amounts.isEmpty else { return .zero }
        let sorted = amounts.sorted()
        let middle = sorted.count / 2
        guard sorted.count.isMultiple(of: 2) else { return sorted[middle] }
        return (sorted[middle - 1] + sorted[middle]).multiplied(by: 1, dividedBy: 2, rounded: .down)
    }

    /// The amount without its sign.
    var magnitude: Money { isNegative ? -self : self }
}
