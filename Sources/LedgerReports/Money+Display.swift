public import Pricing

extension Money {
    /// The amount rounded for people: two decimals from one dollar, with a comma between thousands, else four significant
    /// digits. Never used where amounts are added or passed on.
    public var display: String {
        let magnitude = picodollars.magnitude
        let one = UInt128(Money.picodollarsPerDollar)
        let sign = isNegative ? "-" : ""
        if magnitude == 0 { return "$0.00" }
        if magnitude >= one {
            return sign + "$" + Self.fixed(magnitude, decimals: 2)
        }
        var decimals = 4
        var threshold = one / 10
        while magnitude < threshold, decimals < 12 {
            threshold /= 10
            decimals += 1
        }
        return sign + "$" + Self.fixed(magnitude, decimals: decimals)
    }

    /// Picodollars as dollars with a fixed number of decimals, halves rounded up.
    private static func fixed(_ picodollars: UInt128, decimals: Int) -> String {
        var unit: UInt128 = 1
        for _ in decimals..<12 { unit *= 10 }
        let digits = String((picodollars + unit / 2) / unit)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return padded.dropLast(decimals).grouped + "." + padded.suffix(decimals)
    }
}
