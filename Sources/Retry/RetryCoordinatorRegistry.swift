import Synchronization

/// One ``RetryCoordinator`` per ``RetryScope``, at most ``capacity`` of them.
///
/// When a new scope finds the registry full, the scope that was not asked for the longest is forgotten. Calls that hold
/// its coordinator keep it; later calls of that scope begin with a fresh one.
public final class RetryCoordinatorRegistry: Sendable {
    private struct Entry {
        let coordinator: RetryCoordinator
        var lastUse: UInt64
    }

    private struct State {
        var entries: [RetryScope: Entry] = [:]
        var uses: UInt64 = 0
    }

    /// The most scopes that are remembered. At least 1.
    public let capacity: Int

    private let makeCoordinator: @Sendable (RetryScope) -> RetryCoordinator
    private let state = Mutex(State())

    /// Creates an empty registry.
    ///
    /// - Parameters:
    ///   - capacity: The most scopes that are remembered, at least 1.
    ///   - makeCoordinator: Makes the coordinator of a new scope. Called under a lock, so it must not use the registry.
    public init(
        capacity: Int = 256,
        makeCoordinator: @escaping @Sendable (RetryScope) -> RetryCoordinator = { _ in RetryCoordinator() }
    ) {
        self.capacity = max(1, capacity)
        self.makeCoordinator = makeCoordinator
    }

    /// How many scopes are remembered.
    public var count: Int { state.withLock { $0.entries.count } }

    /// The coordinator of a scope, made at its first use.
    ///
    /// - Parameter scope: The account, region and model a call is sent to.
    /// - Returns: The coordinator that all calls of this scope share.
    public func coordinator(for scope: RetryScope) -> RetryCoordinator {
        state.withLock { state in
            state.uses += 1
            if let entry = state.entries[scope] {
                state.entries[scope]?.lastUse = state.uses
                return entry.coordinator
            }
            if state.entries.count >= capacity,
                let oldest = state.entries.min(by: { $0.value.lastUse < $1.value.lastUse })
            {
                state.entries[oldest.key] = nil
            }
            let coordinator = makeCoordinator(scope)
            state.entries[scope] = Entry(coordinator: coordinator, lastUse: state.uses)
            return coordinator
        }
    }
}
