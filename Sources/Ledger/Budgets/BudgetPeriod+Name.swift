extension BudgetPeriod {
    /// The period by its name: `day`, `week`, `month`, `quarter`, `year`, `total`, `rolling:24h`.
    ///
    /// A rolling period is also read as `24h`, `7d` or `rolling-24h`; ``name`` is the one form that is written.
    /// - Returns: `nil` for a name that is no period, or a rolling period outside 1 to ``maximumRollingHours`` hours.
    public init?(_ name: some StringProtocol) {
        switch name {
        case "day": self = .day
        case "week": self = .week
        case "month": self = .month
        case "quarter": self = .quarter
        case "year": self = .year
        case "total": self = .total
        default:
            let length = name.hasPrefix("rolling:") || name.hasPrefix("rolling-") ? name.dropFirst(8) : name[...]
            guard let unit = length.last, unit == "h" || unit == "d", length.utf8.count <= 6,
                length.dropLast().utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
                let count = Int(length.dropLast())
            else { return nil }
            let hours = unit == "d" ? count * 24 : count
            guard (1...Self.maximumRollingHours).contains(hours) else { return nil }
            self = .rolling(hours: hours)
        }
    }

    /// The name of the period, as SQL, the command line and JSON write it.
    public var name: String {
        switch self {
        case .day: "day"
        case .week: "week"
        case .month: "month"
        case .quarter: "quarter"
        case .year: "year"
        case .total: "total"
        case .rolling(let hours): "rolling:\(hours)h"
        }
    }

    /// The names that ``init(_:)`` takes, for messages.
    public static let allNames = "day, week, month, quarter, year, total, rolling:24h"

    /// The period itself, once its length is known to be in range.
    func validated() throws(LedgerError) -> BudgetPeriod {
        if case .rolling(let hours) = self, !(1...Self.maximumRollingHours).contains(hours) {
            throw .invalidInput("period", name, "must be 1 to \(Self.maximumRollingHours) hours long")
        }
        return self
    }
}
