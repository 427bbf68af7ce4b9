import AWSSigning
import Pricing
import Synchronization

/// The service's clock, as far as it was heard of: the machine's, moved by what a refusal showed to be wrong with it.
final class ServerClock: Sendable {
    private let now: @Sendable () -> Timestamp
    private let offset = Mutex<Int64>(0)

    init(now: @escaping @Sendable () -> Timestamp) {
        self.now = now
    }

    /// The time to sign with.
    var time: UTCTime {
        let offset = offset.withLock { $0 }
        return UTCTime(clamping: now().milliseconds / 1000 + offset)
    }

    /// Takes over the time of a response.
    func correct(to seconds: Int64) {
        let difference = seconds - now().milliseconds / 1000
        offset.withLock { $0 = difference }
    }
}
