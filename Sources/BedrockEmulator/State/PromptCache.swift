import Pricing

/// Which prefixes of prompts are cached, and until when.
///
/// As AWS describes it (prompt-caching guide): what stands before a cache point is written when it is new, and read when
/// the same prefix was written before; reading extends its life. A prefix that ended at an earlier point is found again
/// when the conversation has grown by some blocks.
struct PromptCache: Sendable {
    /// How the input tokens of one request divide.
    struct Use: Sendable, Equatable {
        var read: Int64 = 0
        var written: [CacheLifetime: Int64] = [:]
    }

    private struct Entry {
        var expiry: Timestamp
        var lifetime: CacheLifetime
    }

    /// How many blocks before a cache point an older prefix may end.
    static let lookback = 20

    private var entries: [String: Entry] = [:]
    let limit: Int

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// Reads and writes what a prompt's cache points say.
    ///
    /// - Parameters:
    ///   - boundaries: The prompt's.
    ///   - model: Whose cache it is.
    ///   - minimumTokens: The fewest tokens of a prefix that is cached.
    ///   - now: The time of the request.
    /// - Returns: What was read and what was written.
    mutating func use(
        _ boundaries: [Prompt.Boundary], model: String, minimumTokens: Int64, at now: Timestamp
    ) -> Use {
        var use = Use()
        let points = boundaries.indices.filter {
            boundaries[$0].cachePoint != nil && boundaries[$0].tokens >= minimumTokens
        }
        func key(_ index: Int) -> String { "\(model) \(boundaries[index].prefix)" }
        search: for point in points.reversed() {
            for index in (max(0, point - Self.lookback)...point).reversed() {
                guard let entry = entries[key(index)], entry.expiry > now else { continue }
                store(key(index), entry.lifetime, at: now)
                use.read = boundaries[index].tokens
                break search
            }
        }
        var position = use.read
        for point in points {
            guard let lifetime = boundaries[point].cachePoint else { continue }
            let tokens = boundaries[point].tokens
            if tokens > position {
                use.written[lifetime, default: 0] += tokens - position
                position = tokens
            }
            store(key(point), lifetime, at: now)
        }
        return use
    }

    private mutating func store(_ key: String, _ lifetime: CacheLifetime, at now: Timestamp) {
        if entries.count >= limit, entries[key] == nil { makeRoom(at: now) }
        let expiry = now.advanced(byMilliseconds: lifetime.milliseconds)
        let present = entries[key]
        guard present == nil || present?.lifetime == lifetime || (present?.expiry ?? now) < expiry else { return }
        entries[key] = Entry(expiry: expiry, lifetime: lifetime)
    }

    /// Lets the expired go, and where none are, the half that expires first.
    private mutating func makeRoom(at now: Timestamp) {
        entries = entries.filter { $0.value.expiry > now }
        guard entries.count >= limit else { return }
        let kept = entries.sorted { $0.value.expiry > $1.value.expiry }.prefix(limit / 2)
        entries = Dictionary(kept.map { ($0.key, $0.value) }) { first, _ in first }
    }
}
