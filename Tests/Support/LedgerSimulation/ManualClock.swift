public import Pricing
import Synchronization

/// A clock that stands still until a test moves it.
public final class ManualClock: Sendable {
    /// When clocks start: 2026-11-23T10:15:30.250Z, a Monday.
    public static let start = Timestamp(milliseconds: 1_795_428_930_250)

    private let moment: Mutex<Timestamp>

    /// A clock that stands at a moment.
    public init(at moment: Timestamp = start) {
        self.moment = Mutex(moment)
    }

    /// The moment at which the clock stands.
    public var now: Timestamp {
        get { moment.withLock { $0 } }
        set { moment.withLock { $0 = newValue } }
    }

    /// Moves the clock forward.
    public func advance(byMilliseconds delta: Int64) {
        moment.withLock { $0 = $0.advanced(byMilliseconds: delta) }
    }
}
