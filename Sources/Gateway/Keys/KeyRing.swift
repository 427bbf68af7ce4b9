import AWSSigning
import Ledger
import Synchronization

/// The keys as a running gateway sees them: looked up anew for each request, so that a revoked one ends at once.
final class KeyRing: Sendable {
    private struct State {
        var master: MasterKey?
        var hasKeys = false
    }

    private let store: any KeyStore
    private let file: KeyFile
    private let state = Mutex(State())

    init(store: any KeyStore, file: KeyFile) {
        self.store = store
        self.file = file
    }

    /// A key by its id.
    func key(_ id: String) async throws -> GatewayKey? { try await store.key(id) }

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
