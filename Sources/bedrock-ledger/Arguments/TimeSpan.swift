import ArgumentParser

/// A length of time on the command line: `90s`, `15m`, `24h`, `30d` or `2w`.
struct TimeSpan: ExpressibleByArgument, Equatable {
    /// The length; above zero.
    let milliseconds: Int64

    /// The longest length that is read, so that no arithmetic on it overflows: a hundred years.
    static let maximumMilliseconds: Int64 = 36_525 * 86_400_000

    /// A length of time in milliseconds.
    init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// A whole number and its unit.
    init?(argument: String) {
        let unit: Int64
        switch argument.last {
        case "s": unit = 1000
        case "m": unit = 60_000
        case "h": unit = 3_600_000
        case "d": unit = 86_400_000
        case "w": unit = 604_800_000
        default: return nil
        }
        let digits = argument.dropLast()
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int64(digits), count > 0
        else { return nil }
        let (product, overflow) = count.multipliedReportingOverflow(by: unit)
        guard !overflow, product <= Self.maximumMilliseconds else { return nil }
        milliseconds = product
    }

    var defaultValueDescription: String { text }

    /// The length in the largest unit that divides it.
    var text: String {
        let units: [(milliseconds: Int64, name: String)] = [
            (604_800_000, "w"), (86_400_000, "d"), (3_600_000, "h"), (60_000, "m"),
        ]
        for unit in units where milliseconds % unit.milliseconds == 0 {
            return "\(milliseconds / unit.milliseconds)\(unit.name)"
        }
        return "\(milliseconds / 1000)s"
    }
}
