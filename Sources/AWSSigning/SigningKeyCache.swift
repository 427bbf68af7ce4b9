internal import Synchronization

/// Keeps derived signing keys, which are good for a day, so that not every request has to derive one.
///
/// Share one among all signers and verifiers of a process. It keeps at most its capacity and drops what was not used for
/// the longest time.
public final class SigningKeyCache: Sendable {
    private struct Name: Hashable {
        let accessKeyID: String
        let scope: CredentialScope
    }

    private struct Entry {
        let secret: Secret
        let key: SigningKey
        var lastUse: UInt64
    }

    private struct Entries {
        var byName: [Name: Entry] = [:]
        var uses: UInt64 = 0
    }

    private let capacity: Int
    private let entries = Mutex(Entries())

    /// A cache of at most `capacity` keys, at least one.
    public init(capacity: Int = 256) {
        self.capacity = max(1, capacity)
    }

    /// The scopes that keys are kept for.
    var scopes: [CredentialScope] { entries.withLock { $0.byName.keys.map(\.scope) } }

    /// The key of these credentials for a scope, derived if it is not kept or if the secret has changed.
    func key(for credentials: Credentials, scope: CredentialScope) -> SigningKey {
        let name = Name(accessKeyID: credentials.accessKeyID, scope: scope)
        if let key = keptKey(name, secret: credentials.secretAccessKey) { return key }
        let key = SigningKey(secret: credentials.secretAccessKey, scope: scope)
        keep(key, secret: credentials.secretAccessKey, as: name)
        return key
    }

    private func keptKey(_ name: Name, secret: Secret) -> SigningKey? {
        entries.withLock { entries in
            guard let entry = entries.byName[name], entry.secret == secret else { return nil }
            entries.uses += 1
            entries.byName[name]?.lastUse = entries.uses
            return entry.key
        }
    }

    private func keep(_ key: SigningKey, secret: Secret, as name: Name) {
        entries.withLock { entries in
            if entries.byName[name] == nil, entries.byName.count >= capacity,
                let oldest = entries.byName.min(by: { $0.value.lastUse < $1.value.lastUse })
            {
                entries.byName[oldest.key] = nil
            }
            entries.uses += 1
            entries.byName[name] = Entry(secret: secret, key: key, lastUse: entries.uses)
        }
    }
}
