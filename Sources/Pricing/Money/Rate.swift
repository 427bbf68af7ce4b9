/// What one unit costs, exactly: picodollars per token, image, second or query.
public struct Rate: Sendable, Hashable {
    /// Picodollars for one unit; never negative.
    public let picodollarsPerUnit: Int128

    /// A rate of picodollars per unit.
    public init(picodollarsPerUnit: Int128) {
        self.picodollarsPerUnit = picodollarsPerUnit
    }

    /// A rate of US dollars per million units, as token prices are published: `"3"`, `"0.144375"`.
    ///
    /// - Returns: `nil` where the text is not a decimal of at most six decimals, or is negative.
    public init?(usdPerMillion text: some StringProtocol) {
        guard let rate = ExactDecimal(text)?.scaled(byPowerOfTen: 6), rate >= 0 else { return nil }
        picodollarsPerUnit = rate
    }

    /// A rate of US dollars per unit, as image, second and query prices are published: `"0.04"`.
    ///
    /// - Returns: `nil` where the text is not a decimal of at most twelve decimals, or is negative.
    public init?(usdPerUnit text: some StringProtocol) {
        guard let rate = ExactDecimal(text)?.scaled(byPowerOfTen: 12), rate >= 0 else { return nil }
        picodollarsPerUnit = rate
    }

    /// The rate in US dollars per unit, exact.
    public var usd: String { ExactDecimal.text(of: picodollarsPerUnit, decimals: 12) }

    /// What a quantity costs at this rate.
    ///
    /// - Returns: `nil` where the amount is not a whole number of picodollars or does not fit, so that nothing is
    ///   ever rounded silently.
    public func cost(of quantity: Quantity) -> Money? {
        // Of 64 bits, as all are that are real, at a fraction of the time that a division of 128 bits takes.
        if let millionths = Int64(exactly: quantity.millionths), let rate = Int64(exactly: picodollarsPerUnit) {
            let (units, rest) = millionths.quotientAndRemainder(dividingBy: Quantity.millionthsPerUnit)
            if rest == 0 {
                let (high, low) = units.multipliedFullWidth(by: rate)
                return Money(picodollars: Int128(high) << 64 | Int128(low))
            }
        }
        let (product, overflow) = picodollarsPerUnit.multipliedReportingOverflow(by: quantity.millionths)
        guard !overflow else { return nil }
        let (amount, remainder) = product.quotientAndRemainder(dividingBy: 1_000_000)
        return remainder == 0 ? Money(picodollars: amount) : nil
    }
}
