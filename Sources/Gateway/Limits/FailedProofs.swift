import Pricing

/// Counts the failed proofs of identity by address, and says who has to wait.
///
/// An address that failed too often is locked out for a while. A key is never locked out as such, since everybody who
/// knows its id could do that to its team; and what a key has proved lately from an address stays good there, since a
/// proxy or an office has one address for many.
struct FailedProofs {
    /// The most addresses, and the most keys at addresses, that are remembered; of more, those that are forgotten first
    /// are the oldest.
    static let maximumCount = 10_000
    /// How long a key is trusted at an address after it was last proved there, in milliseconds.
    static let trustMilliseconds: Int64 = 3_600_000

    private struct Place: Hashable {
        let peer: PeerAddress
        let key: String
    }

    private struct Count {
        var failures = 0
        /// When the count starts over, and a lock-out ends.
        var end: Timestamp
    }

    private let limit: Int
    private let windowMilliseconds: Int64
    private var counts: [PeerAddress: Count] = [:]
    private var trusted: [Place: Timestamp] = [:]

    /// - Parameters:
    ///   - limit: How many proofs may fail from one address within a window.
    ///   - windowMilliseconds: The length of a window, and of a lock-out.
    init(limit: Int, windowMilliseconds: Int64) {
        self.limit = limit
        self.windowMilliseconds = windowMilliseconds
    }

    /// How much is remembered.
    var count: Int { counts.count + trusted.count }

    /// How long an address has to wait until it may prove that it holds a key, in milliseconds; nil where it need not.
    func wait(_ peer: PeerAddress, key: String, at now: Timestamp) -> Int64? {
        guard let count = counts[peer], count.failures >= limit, now < count.end else { return nil }
        let trust = trusted[Place(peer: peer, key: key)]?.advanced(byMilliseconds: Self.trustMilliseconds)
        if let trust, now < trust { return nil }
        return count.end.milliseconds - now.milliseconds
    }

    /// Counts a failure; true where it is the one that locks the address out.
    mutating func fail(_ peer: PeerAddress, at now: Timestamp) -> Bool {
        let fresh = Count(end: now.advanced(byMilliseconds: windowMilliseconds))
        var count = counts[peer] ?? fresh
        if now >= count.end { count = fresh }
        count.failures += 1
        if count.failures == limit { count.end = fresh.end }
        counts[peer] = count
        Self.trim(&counts, at: now) { $0.end }
        return count.failures == limit
    }

    /// Takes note of a key that was proved.
    mutating func succeed(_ peer: PeerAddress, key: String, at now: Timestamp) {
        trusted[Place(peer: peer, key: key)] = now
        Self.trim(&trusted, at: now.advanced(byMilliseconds: -Self.trustMilliseconds)) { $0 }
    }

    /// Makes room in a table that is full: first of what is over, else of the older half, so that it is seldom done.
    private static func trim<Key, Value>(
        _ table: inout [Key: Value], at now: Timestamp, _ end: (Value) -> Timestamp
    ) {
        guard table.count > maximumCount else { return }
        table = table.filter { now < end($0.value) }
        guard table.count > maximumCount else { return }
        let newest = table.sorted { end($0.value) > end($1.value) }.prefix(maximumCount / 2)
        table = Dictionary(newest.map { ($0.key, $0.value) }) { first, _ in first }
    }
}
