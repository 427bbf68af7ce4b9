import LedgerReports
import Pricing

extension Money {
    /// The amount to the cent, so that a column of them lines up; less than half a cent is said so.
    var amount: String {
        let magnitude = isNegative ? -self : self
        if magnitude == .zero { return "$0.00" }
        let sign = isNegative ? "−" : ""
        let cents = (magnitude.picodollars + 5_000_000_000) / 10_000_000_000
        if cents == 0 { return sign + "<$0.01" }
        let rest = cents % 100
        return sign + "$\(Int64(clamping: cents / 100).grouped).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// The amount as an axis has it: as few digits as a round amount needs.
    var tick: String {
        let dollars = picodollars / Self.picodollarsPerDollar
        if picodollars == 0 { return "$0" }
        if dollars >= 1_000_000 { return "$\(Self.thousandths(dollars / 1000))M" }
        if dollars >= 10_000 { return "$\(Self.thousandths(dollars))k" }
        return "$\(usd)"
    }

    /// The change against another amount.
    func change(from before: Money) -> String {
        guard before > .zero else { return self > .zero ? "new" : "" }
        let permille = (self - before).picodollars * 1000 / before.picodollars
        guard permille.magnitude < 99_950 else { return "> +9,995 %" }
        let tenths = Tenths(tenths: Int(permille.magnitude))
        return (permille < 0 ? "−" : "+") + tenths.percentage
    }

    private static func thousandths(_ value: Int128) -> String {
        ExactDecimal.text(of: value, decimals: 3)
    }
}

extension Tenths {
    /// The number as people read a share; whole from ten on.
    var percentage: String { tenths.magnitude >= 100 ? "\((tenths + (tenths < 0 ? -5 : 5)) / 10) %" : "\(self) %" }
}

extension Int64 {
    /// The number in as few digits as say it: 950, 12.3k, 4.56M.
    var brief: String {
        switch magnitude {
        case ..<10_000: grouped
        case ..<1_000_000: ExactDecimal.text(of: Int128(self / 100), decimals: 1) + "k"
        case ..<1_000_000_000: ExactDecimal.text(of: Int128(self / 10_000), decimals: 2) + "M"
        default: ExactDecimal.text(of: Int128(self / 10_000_000), decimals: 2) + "B"
        }
    }
}
