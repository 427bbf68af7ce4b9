import LosslessJSON
import Pricing

/// What a log file holds at one place.
enum LogEntry {
    /// An object that should be an invocation log record. `loggedAt` is the time its envelope gives, if there is one.
    case record(JSONValue, line: Int, loggedAt: Timestamp?)
    /// Something that is rightly there and is no record, such as the health check of a subscription.
    case notice
    /// Something that cannot be understood.
    case broken(line: Int, reason: String)
}
