public import Pricing

/// Amounts drawn with block characters, for terminals.
public enum BlockBar {
    private static let eighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
    private static let heights: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// A bar as long as an amount is of the whole, to an eighth of a character; an amount above nothing is always seen.
    ///
    /// - Parameters:
    ///   - amount: The amount; nothing is drawn of a negative one.
    ///   - whole: What fills the width.
    ///   - width: The width in characters.
    /// - Returns: The bar, without spaces behind it.
    public static func bar(_ amount: Money, of whole: Money, width: Int) -> String {
        guard amount > .zero, whole > .zero, width > 0 else { return "" }
        let length = min(amount, whole).picodollars * Int128(width * 8) / whole.picodollars
        let count = max(1, Int(length))
        let full = String(repeating: "█", count: count / 8)
        return count % 8 == 0 ? full : full + String(eighths[count % 8 - 1])
    }

    /// A line of columns, one for each amount, the largest at full height; a blank for nothing.
    public static func trend(_ amounts: [Money]) -> String {
        let largest = max(amounts.max() ?? .zero, Money(picodollars: 1)).picodollars
        return String(
            amounts.map { amount in
                guard amount > .zero else { return " " }
                return heights[min(7, Int(amount.picodollars * 8 / largest))]
            })
    }
}
