/// How much of something was used: tokens, images, queries, or seconds with up to six decimals.
public struct Quantity: Sendable, Hashable, Comparable {
    /// The quantity in millionths, so that fractions of a second stay exact.
    public var millionths: Int128

    /// Nothing.
    public static let zero = Quantity(millionths: 0)

    /// How many millionths make one unit.
    static let millionthsPerUnit: Int64 = 1_000_000

    /// A quantity in millionths.
    public init(millionths: Int128) {
        self.millionths = millionths
    }

    /// A whole number of units.
    public init(_ count: some BinaryInteger) {
        millionths = Int128(count) * 1_000_000
    }

    /// A whole number of units.
    public init(_ count: Int64) {
        // The product of two words, which needs no division to know that it fits.
        let (high, low) = count.multipliedFullWidth(by: Self.millionthsPerUnit)
        millionths = Int128(high) << 64 | Int128(low)
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

    /// The quantity as a whole number of units; `nil` where it is none, or does not fit into 64 bits.
    public var wholeNumber: Int64? {
        let whole = whole
        return Quantity(whole) == self ? whole : nil
    }

    /// The whole units in it, held within 64 bits. A division of 128 bits costs as much as all the rest of a price, so
    /// numbers of 64 bits, as all are that are real, go their own way.
    var whole: Int64 {
        if let millionths = Int64(exactly: millionths) { return millionths / Self.millionthsPerUnit }
        return Int64(clamping: millionths / 1_000_000)
    }

    /// Orders quantities by size.
    public static func < (left: Quantity, right: Quantity) -> Bool {
        left.millionths < right.millionths
    }
}
