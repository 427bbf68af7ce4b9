/// An exact amount of US dollars, held as an integer of picodollars (USD 10⁻¹²).
///
/// Use it for every cost, limit and total: a list rate of up to six decimals of USD per million tokens is a
/// whole number of picodollars per token, so no call is ever rounded and a total equals the sum of its rows.
/// The range is that of `Int128`, far beyond a trillion dollars.
public struct Money: Sendable, Hashable, Comparable, AdditiveArithmetic {
    /// The amount in picodollars; negative for credits and corrections.
    public var picodollars: Int128

    /// Picodollars in one US dollar.
    public static let picodollarsPerDollar: Int128 = 1_000_000_000_000

    /// No money.
    public static let zero = Money(picodollars: 0)

    /// An amount of picodollars.
    public init(picodollars: Int128) {
        self.picodollars = picodollars
    }

    /// A decimal amount of US dollars such as `"12.5"`, `"-0.000001"` or `"1e-6"`.
    ///
    /// - Returns: `nil` where the text is not a decimal number, needs more than twelve decimals, or is too large.
    public init?(usd text: some StringProtocol) {
        guard let decimal = ExactDecimal(text), let amount = decimal.scaled(byPowerOfTen: 12) else { return nil }
        picodollars = amount
    }

    /// The amount as an exact decimal of US dollars, without an exponent and without trailing zeros.
    public var usd: String {
        ExactDecimal.text(of: picodollars, decimals: 12)
    }

    /// Whether the amount is below zero.
    public var isNegative: Bool { picodollars < 0 }

    /// The sum of two amounts.
    public static func + (left: Money, right: Money) -> Money {
        Money(picodollars: left.picodollars + right.picodollars)
    }

    /// The difference of two amounts.
    public static func - (left: Money, right: Money) -> Money {
        Money(picodollars: left.picodollars - right.picodollars)
    }

    /// The amount with its sign turned.
    public static prefix func - (amount: Money) -> Money {
        Money(picodollars: -amount.picodollars)
    }

    /// Orders amounts by value.
    public static func < (left: Money, right: Money) -> Bool {
        left.picodollars < right.picodollars
    }
}

extension Money: CustomStringConvertible {
    /// The amount with its currency, such as `USD 0.0105`.
    public var description: String { "USD \(usd)" }
}
