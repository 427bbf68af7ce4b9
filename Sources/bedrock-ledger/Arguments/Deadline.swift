import ArgumentParser
import Pricing

/// A moment to come on the command line: a date, a time, or a length of time from now.
enum Deadline: ExpressibleByArgument, Equatable {
    /// A date, or a date and time, in ISO 8601.
    case absolute(Timestamp)
    /// So long after now.
    case after(TimeSpan)

    /// `2026-12-01`, `2026-12-01T18:00:00Z`, `24h`, `7d`.
    init?(argument: String) {
        if let span = TimeSpan(argument: argument) {
            self = .after(span)
        } else if let timestamp = Timestamp(iso8601: argument) {
            self = .absolute(timestamp)
        } else {
            return nil
        }
    }

    /// The moment itself, where a length of time counts from `now`.
    func timestamp(now: Timestamp) -> Timestamp {
        switch self {
        case .absolute(let timestamp): timestamp
        case .after(let span): now.advanced(byMilliseconds: span.milliseconds)
        }
    }
}
