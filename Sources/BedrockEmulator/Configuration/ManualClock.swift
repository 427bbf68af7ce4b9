public import Pricing
import Synchronization

/// A clock that goes on only when told to, so that tests of times to live and of rates need not wait.
///
/// ```swift
/// let clock = ManualClock(at: Timestamp(milliseconds: 1_795_000_000_000))
/// configuration.clock = clock.emulatorClock
/// clock.advance(by: .seconds(301))
/// ```
public final class ManualClock: Sendable {
    private let time: Mutex<Timestamp>

    /// A clock that shows a moment.
    public init(at time: Timestamp) {
        self.time = Mutex(time)
    }

    /// What the clock shows.
    public var now: Timestamp { time.withLock { $0 } }

    /// Moves the clock on.
    public func advance(by duration: Duration) {
        time.withLock { $0 = $0.advanced(byMilliseconds: duration.milliseconds) }
    }

    /// The clock as an emulator takes it: who waits on it moves it on, and goes on at once.
    public var emulatorClock: EmulatorClock {
        EmulatorClock(
            now: { self.now },
            sleep: { duration in
                try Task.checkCancellation()
                self.advance(by: duration)
            })
    }
}
