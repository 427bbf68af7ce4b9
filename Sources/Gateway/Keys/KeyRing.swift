import AWSSigning
import Ledger
import Synchronization

/// The keys as a running gateway sees them: looked up anew for each request, so that a revoked one ends at once.
///
/// Requests that come while a key is being looked up wait, and share the next look-up: none is answered by one that began
/// before it came.
final class KeyRing: Sendable {
    private struct State {
        var master: MasterKey?
        var hasKeys = false
        /// The keys that are being looked up, and who waits for the next look-up of each.
        var waiting: [String: [Waiter]] = [:]
    }

    private typealias Waiter = CheckedContinuation<GatewayKey?, any Error>

    private let store: any KeyStore
    private let file: KeyFile
    private let state = Mutex(State())

    init(store: any KeyStore, file: KeyFile) {
        self.store = store
        self.file = file
    }

    /// A key by its id.
    func key(_ id: String) async throws -> GatewayKey? {
        try await withCheckedThrowingContinuation { waiter in
            let isFirst = state.withLock { state in
                if state.waiting[id]?.append(waiter) != nil { return false }
                state.waiting[id] = []
                return true
            }
            if isFirst { lookUp(id, for: [waiter]) }
        }
    }

    private func lookUp(_ id: String, for waiters: [Waiter]) {
        Task {
            let result: Result<GatewayKey?, any Error>
            do {
                result = .success(try await store.key(id))
            } catch {
                result = .failure(error)
            }
            let next = state.withLock { state in
                let next = state.waiting[id] ?? []
                state.waiting[id] = next.isEmpty ? nil : []
                return next
            }
            if !next.isEmpty { lookUp(id, for: next) }
            for waiter in waiters { waiter.resume(with: result) }
        }
    }

    /// Whether a key was ever issued; once it was, nobody has to be asked again.
    func hasKeys() async throws -> Bool {
        if state.withLock({ $0.hasKeys }) { return true }
        let hasKeys = try await store.hasKeys()
        if hasKeys { state.withLock { $0.hasKeys = true } }
        return hasKeys
    }

    /// The master key, which may come into being after the gateway.
    func master() throws(KeyFileError) -> MasterKey {
        if let master = state.withLock({ $0.master }) { return master }
        guard let master = try file.load() else {
            throw KeyFileError(path: file.path, reason: "is missing; restore it from where it was kept")
        }
        state.withLock { $0.master = master }
        return master
    }
}
