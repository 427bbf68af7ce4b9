internal import Pricing

/// A stretch of time that calls are added up over.
enum Stretch {
    case hour
    case day
    case month

    /// The next shorter one; `nil` for the shortest.
    var finer: Stretch? {
        switch self {
        case .hour: nil
        case .day: .hour
        case .month: .day
        }
    }

    /// The start of the stretch that holds a moment.
    func start(of moment: Timestamp) -> Timestamp {
        switch self {
        case .hour: moment.startOfHour
        case .day: moment.startOfDay
        case .month: moment.startOfMonth
        }
    }

    /// The start of the stretch after the one that starts at a moment.
    func start(after start: Timestamp) -> Timestamp {
        switch self {
        case .hour: start.advanced(byMilliseconds: 3_600_000)
        case .day: start.advanced(byMilliseconds: 86_400_000)
        case .month: start.advanced(byMilliseconds: 32 * 86_400_000).startOfMonth
        }
    }
}
