import Synchronization

/// Remembers what was last said under each of a number of keys; of more, the oldest are forgotten.
final class RecentValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct State {
        var values: [Key: Value] = [:]
        /// The keys in the order in which they came.
        var order: ArraySlice<Key> = []
    }

    private let maximumCount: Int
    private let state = Mutex(State())

    init(maximumCount: Int = 10_000) {
        self.maximumCount = maximumCount
    }

    /// What was said under a key.
    subscript(key: Key) -> Value? { state.withLock { $0.values[key] } }

    /// Remembers a value where there is none under its key yet, and says whether that was so.
    @discardableResult
    func insert(_ value: Value, under key: Key) -> Bool {
        state.withLock { state in
            guard state.values[key] == nil else { return false }
            state.values[key] = value
            state.order.append(key)
            if state.order.count > maximumCount { state.values[state.order.removeFirst()] = nil }
            return true
        }
    }
}
