/// A moment in UTC, to the millisecond.
///
/// Use it for the time of a call and the effective date of a rate. It reads and writes ISO 8601 without Foundation.
public struct Timestamp: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int64

    /// A moment in milliseconds since 1970-01-01T00:00:00Z.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The moments that can be written with four digits for the year.
    public static let earliest = Timestamp(milliseconds: -62_135_596_800_000)
    /// The last moment of the year 9999.
    public static let latest = Timestamp(milliseconds: 253_402_300_799_999)

    /// Orders moments by time.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moment this many milliseconds later, held within the years 1 to 9999.
    public func advanced(byMilliseconds delta: Int64) -> Timestamp {
        let (sum, overflow) = milliseconds.addingReportingOverflow(delta)
        guard !overflow else { return delta < 0 ? .earliest : .latest }
        return min(max(Timestamp(milliseconds: sum), .earliest), .latest)
    }

    /// The start of the hour in UTC that holds this moment.
    public var startOfHour: Timestamp { floored(to: 3_600_000) }

    /// The start of the day in UTC that holds this moment.
    public var startOfDay: Timestamp { floored(to: 86_400_000) }

    private func floored(to step: Int64) -> Timestamp {
        let remainder = milliseconds % step
        return Timestamp(milliseconds: milliseconds - (remainder < 0 ? remainder + step : remainder))
    }
}
