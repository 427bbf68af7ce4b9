/// How much of something was used: tokens, images, queries, or seconds with up to six decimals.
public struct Quantity: Sendable, Hashable, Comparable {
    /// The quantity in millionths, so that fractions of a second stay exact.
    public var millionths: Int128

    /// Nothing.
    public static let zero = Quantity(millionths: 0)

    /// A quantity in millionths.
    public init(millionths: Int128) {
        self.millionths = millionths
    }

    /// A whole number of units.
    public init(_ count: some BinaryInteger) {
        millionths = Int128(count) * 1_000_000
    }

    /// A decimal quantity such as `"12"` or `"4.25"`.
    ///
    /// - Returns: `nil` where the text is not a decimal number of at most six decimals, or is negative.
    public init?(_ text: some StringProtocol) {
        guard let millionths = ExactDecimal(text)?.scaled(byPowerOfTen: 6), millionths >= 0,
            millionths <= Int128(Int64.max) * 1_000_000
        else { return nil }
        self.millionths = millionths
    }

    /// The quantity as an exact decimal.
    public var text: String { ExactDecimal.text(of: millionths, decimals: 6) }

    /// Orders quantities by size.
    public static func < (left: Quantity, right: Quantity) -> Bool {
        left.millionths < right.millionths
    }
}
