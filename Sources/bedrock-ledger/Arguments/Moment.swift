import ArgumentParser
import Pricing

/// A moment on the command line: a date and time, a length of time back from now, or the name of a period's start.
///
/// Named periods and dates without an offset are in UTC, as the reports are.
enum Moment: ExpressibleByArgument, Equatable {
    /// A date, or a date and time, in ISO 8601.
    case absolute(Timestamp)
    /// So long before now.
    case ago(TimeSpan)
    /// The present moment.
    case now
    /// The start of the present period.
    case startOf(Period)
    /// The start of the period before the present one.
    case startOfLast(Period)

    /// A period of the calendar that has a name on the command line.
    enum Period: String {
        case day
        case week
        case month
        case year
    }

    /// `2026-11-23`, `2026-11-23T10:15:00Z`, `7d`, `now`, `today`, `yesterday`, `month`, `last-month`.
    init?(argument: String) {
        switch argument {
        case "now": self = .now
        case "today": self = .startOf(.day)
        case "yesterday": self = .startOfLast(.day)
        default:
            if let span = TimeSpan(argument: argument) {
                self = .ago(span)
            } else if let timestamp = Timestamp(iso8601: argument) {
                self = .absolute(timestamp)
            } else if let period = Period(rawValue: argument) {
                self = .startOf(period)
            } else if argument.hasPrefix("last-"), let period = Period(rawValue: String(argument.dropFirst(5))) {
                self = .startOfLast(period)
            } else {
                return nil
            }
        }
    }

    /// The forms that are read, for help texts.
    static let forms = "a date (2026-11-23), a time (2026-11-23T10:15:00Z), 24h, 7d, today, week, month or last-month"

    /// The moment itself, where the relative forms count from `now`.
    func timestamp(now: Timestamp) -> Timestamp {
        switch self {
        case .absolute(let timestamp): timestamp
        case .ago(let span): now.advanced(byMilliseconds: -span.milliseconds)
        case .now: now
        case .startOf(let period): Self.start(of: period, at: now)
        case .startOfLast(let period):
            Self.start(of: period, at: Self.start(of: period, at: now).advanced(byMilliseconds: -1))
        }
    }

    private static func start(of period: Period, at moment: Timestamp) -> Timestamp {
        let day = moment.startOfDay
        let millisecondsPerDay: Int64 = 86_400_000
        switch period {
        case .day:
            return day
        case .week:
            // 1970-01-01 was a Thursday, three days after the Monday that its week starts with.
            let daysSinceMonday = ((day.milliseconds / millisecondsPerDay + 3) % 7 + 7) % 7
            return day.advanced(byMilliseconds: -daysSinceMonday * millisecondsPerDay)
        case .month:
            return Timestamp(iso8601: day.iso8601.prefix(8) + "01") ?? day
        case .year:
            return Timestamp(iso8601: day.iso8601.prefix(5) + "01-01") ?? day
        }
    }
}
