internal import AWSSigning

/// Who fetches credentials, who waits and who goes on with those that are kept. It does nothing itself.
///
/// At most one caller at a time fetches, in its own task; there is no other. When it is cancelled, the caller that has
/// waited longest fetches in its place. `Waiter` is whatever wakes a caller up.
struct RefreshState<Waiter> {
    /// What a caller is to do.
    enum Turn {
        /// Go on with these.
        case use(Credentials)
        /// Fetch, and report how it ended. Where there is a spare, it may be used if fetching fails.
        case fetch(spare: Credentials?)
        /// Wait to be told.
        case wait
    }

    /// A caller that waits, by the number that it may withdraw by.
    private struct Entry {
        let id: UInt64
        let waiter: Waiter
    }

    private var kept: (credentials: Credentials, windows: RefreshWindows)?
    private var isFetching = false
    private var waiting: [Entry] = []
    private var nextID: UInt64 = 0

    /// A number by which a caller may withdraw.
    mutating func makeID() -> UInt64 {
        nextID += 1
        return nextID
    }

    /// A caller asks for credentials; if it has to wait, its waiter is kept.
    mutating func ask(id: UInt64, at now: UTCTime, waiter: @autoclosure () -> Waiter) -> Turn {
        if let kept {
            switch (kept.windows.urgency(at: now), isFetching) {
            case (.none, _), (.wanted, true):
                return .use(kept.credentials)
            case (.wanted, false):
                isFetching = true
                return .fetch(spare: kept.credentials)
            case (.needed, _):
                break
            }
        }
        guard isFetching else {
            isFetching = true
            return .fetch(spare: nil)
        }
        waiting.append(Entry(id: id, waiter: waiter()))
        return .wait
    }

    /// A caller that waits no longer wants to; nil where it has already been told something.
    mutating func withdraw(_ id: UInt64) -> Waiter? {
        guard let index = waiting.firstIndex(where: { $0.id == id }) else { return nil }
        return waiting.remove(at: index).waiter
    }

    /// Fetching succeeded. The waiters returned are to be told so.
    mutating func succeed(with credentials: Credentials, at now: UTCTime) -> [Waiter] {
        kept = (credentials, RefreshWindows(of: credentials, fetchedAt: now))
        return end()
    }

    /// Fetching failed, which is told to those who waited and then forgotten: the next caller tries again.
    mutating func fail() -> [Waiter] { end() }

    /// Whoever fetched was cancelled. The waiter returned is to fetch in its place.
    mutating func abandon() -> Waiter? {
        guard !waiting.isEmpty else {
            isFetching = false
            return nil
        }
        return waiting.removeFirst().waiter
    }

    /// The service refused credentials; if they are those that are kept, they are not used again.
    mutating func invalidate(_ credentials: Credentials) {
        if kept?.credentials == credentials { kept = nil }
    }

    private mutating func end() -> [Waiter] {
        isFetching = false
        defer { waiting = [] }
        return waiting.map(\.waiter)
    }
}
