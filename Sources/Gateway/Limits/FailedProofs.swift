import Pricing

/// Counts the failed proofs of identity by address, and says whose further failures are not even told apart.
///
/// A right proof is always taken: a proxy or an office has one address for many, and everybody who knows a key's id could
/// shut its team out otherwise. Secrets have 256 bits, so the wait is not what keeps them from being guessed.
struct FailedProofs {
    /// The most addresses that are remembered; of more, those that are forgotten first are the oldest.
    static let maximumCount = 10_000

    /// What a failure comes to.
    enum Outcome: Equatable {
        /// One of few.
        case counted
        /// The one that locks the address out, for so many milliseconds.
        case locksOut(Int64)
        /// One of an address that is locked out, for so many milliseconds more.
        case lockedOut(Int64)
    }

    private struct Count {
        var failures = 0
        /// When the count starts over, and a lock-out ends.
        var end: Timestamp
    }

    private let limit: Int
    private let windowMilliseconds: Int64
    private var counts: [PeerAddress: Count] = [:]

    /// - Parameters:
    ///   - limit: How many proofs may fail from one address within a window.
    ///   - windowMilliseconds: The length of a window, and of a lock-out.
    init(limit: Int, windowMilliseconds: Int64) {
        self.limit = limit
        self.windowMilliseconds = windowMilliseconds
    }

    /// How many addresses are remembered.
    var count: Int { counts.count }

    /// Counts a failure.
    mutating func fail(_ peer: PeerAddress, at now: Timestamp) -> Outcome {
        let fresh = Count(end: now.advanced(byMilliseconds: windowMilliseconds))
        var count = counts[peer] ?? fresh
        if now >= count.end { count = fresh }
        guard count.failures < limit else { return .lockedOut(count.end.milliseconds - now.milliseconds) }
        count.failures += 1
        if count.failures == limit { count.end = fresh.end }
        counts[peer] = count
        trim(at: now)
        return count.failures == limit ? .locksOut(windowMilliseconds) : .counted
    }

    /// Makes room in a table that is full: first of what is over, else of the older half, so that it is seldom done.
    private mutating func trim(at now: Timestamp) {
        guard counts.count > Self.maximumCount else { return }
        counts = counts.filter { now < $0.value.end }
        guard counts.count > Self.maximumCount else { return }
        let newest = counts.sorted { $0.value.end > $1.value.end }.prefix(Self.maximumCount / 2)
        counts = Dictionary(newest.map { ($0.key, $0.value) }) { first, _ in first }
    }
}
