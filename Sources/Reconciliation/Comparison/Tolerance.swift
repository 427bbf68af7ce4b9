import Pricing

/// By how much two figures may differ and count as the same.
public struct Tolerance: Sendable, Hashable {
    /// In thousandths of a percent of the larger figure.
    public let thousandthsOfPercent: Int64

    /// One percent: calls around midnight, and streams that were broken off.
    public static let standard = Tolerance(thousandthsOfPercent: 1000)

    private init(thousandthsOfPercent: Int64) {
        self.thousandthsOfPercent = thousandthsOfPercent
    }

    /// A percentage from 0 to 100 with at most three decimals, such as `1` or `0.5`.
    ///
    /// - Returns: `nil` where the text is anything else.
    public init?(percent text: some StringProtocol) {
        guard let value = ExactDecimal(text)?.scaled(byPowerOfTen: 3), (0...100_000).contains(value) else { return nil }
        thousandthsOfPercent = Int64(value)
    }

    /// The percentage as it is written.
    public var percent: String { ExactDecimal.text(of: Int128(thousandthsOfPercent), decimals: 3) }

    func covers(_ left: Int128, _ right: Int128) -> Bool {
        let difference = (left - right).magnitude
        let larger = max(left.magnitude, right.magnitude)
        return difference.multipliedFullWidth(by: 100_000)
            <= larger.multipliedFullWidth(by: UInt128(thousandthsOfPercent))
    }
}
