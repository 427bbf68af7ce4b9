import Pricing

extension ExactDecimal {
    /// The number times a power of ten, rounded to the nearest integer, halves away from zero.
    ///
    /// AWS writes ten decimals and more, of amounts that were rounded before.
    /// - Returns: `nil` where the product does not fit.
    func rounded(scaledByPowerOfTen power: Int) -> Int128? {
        if let exact = scaled(byPowerOfTen: power) { return exact }
        var value = coefficient
        var remaining = exponent + power
        guard remaining < 0 else { return nil }
        while remaining < -1 {
            value /= 10
            remaining += 1
        }
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: 10)
        return quotient + (remainder >= 5 ? 1 : remainder <= -5 ? -1 : 0)
    }
}
