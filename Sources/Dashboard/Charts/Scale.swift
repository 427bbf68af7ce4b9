import Pricing

/// Places amounts on a length.
struct Scale {
    /// The amount at the far end; above zero.
    let maximum: Money
    /// The amounts that get a line.
    let ticks: [Money]

    /// A scale from nothing to a round amount that holds all given, with two to five lines.
    init(holding amounts: some Sequence<Money>) {
        let largest = max(amounts.max() ?? .zero, Money(picodollars: 1)).picodollars
        var step: Int128 = 1
        // 1, 2, 5, 10, 20, 50 … until five steps reach far enough.
        while step * 5 < largest {
            let isTwo = String(step).first == "2"
            step = isTwo ? step / 2 * 5 : step * 2
        }
        let count = (largest + step - 1) / step
        maximum = Money(picodollars: step * count)
        ticks = (0...Int(count)).map { Money(picodollars: step * Int128($0)) }
    }

    /// A scale from nothing to an amount itself, without lines.
    init(upTo amount: Money) {
        maximum = max(amount, Money(picodollars: 1))
        ticks = []
    }

    /// The place of an amount on a length, from nothing on; with one decimal, held within the length.
    func place(_ amount: Money, on length: Int) -> Tenths {
        let tenths = amount.picodollars * Int128(length) * 10 / maximum.picodollars
        return Tenths(tenths: Int(min(max(tenths, 0), Int128(length) * 10)))
    }
}

/// A number with one decimal, as coordinates are written.
struct Tenths: Hashable, CustomStringConvertible {
    /// The number in tenths.
    let tenths: Int

    /// The number as text.
    var description: String {
        let whole = tenths.magnitude / 10
        let rest = tenths.magnitude % 10
        return (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
    }

    /// The number as a share of a hundred.
    var percent: String { "\(self)%" }

    static func - (left: Tenths, right: Tenths) -> Tenths { Tenths(tenths: left.tenths - right.tenths) }
}
