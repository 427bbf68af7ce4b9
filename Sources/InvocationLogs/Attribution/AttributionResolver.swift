import Ledger

/// Applies a policy to records, and remembers what it found out about callers: there are few, and many records of each.
struct AttributionResolver {
    private static let maximumRemembered = 10_000

    private let policy: AttributionPolicy
    private var remembered: [String: [AttributionRule.Field: String]] = [:]
    /// What became of callers with what they attached, by the source of both.
    private var attributed: [CallerSource: (Attribution, changes: Int)] = [:]
    /// Longer ones are looked at anew each time.
    private static let maximumBytes = 1024

    init(_ policy: AttributionPolicy) {
        self.policy = policy
    }

    /// Whom the call of a record is charged to: see ``attribution(metadata:identityARN:)``.
    mutating func attribution(of record: InvocationLogRecord) -> (Attribution, changes: Int) {
        let key = CallerSource(record, distinguishesSessions: !policy.rules.isEmpty)
        if let known = attributed[key] { return known }
        let result = attribution(metadata: record.metadata, identityARN: record.identityARN)
        guard key.bytes.count <= Self.maximumBytes else { return result }
        if attributed.count >= Self.maximumRemembered { attributed = [:] }
        attributed[key] = result
        return result
    }

    /// Whom a call is charged to, fit for the ledger, and how many of its names had to be changed for that.
    mutating func attribution(metadata: [String: String], identityARN: String?) -> (Attribution, changes: Int) {
        var metadata = metadata
        let caller = identityARN.map { values(for: $0) } ?? [:]
        var attribution = Attribution(tags: [:])
        if let team = Self.take(policy.teamKeys, from: &metadata) ?? caller[.team] { attribution.team = team }
        if let callsite = Self.take(policy.callsiteKeys, from: &metadata) ?? caller[.callsite] {
            attribution.callsite = callsite
        }
        attribution.user = Self.take(policy.userKeys, from: &metadata) ?? caller[.user]
        attribution.tags = metadata
        let (result, changes) = attribution.sanitized()
        return (result, changes.count)
    }

    private mutating func values(for arn: String) -> [AttributionRule.Field: String] {
        if let known = remembered[arn] { return known }
        var values: [AttributionRule.Field: String] = [:]
        for rule in policy.rules {
            values.merge(rule.values(for: arn)) { first, _ in first }
        }
        if values[.callsite] == nil { values[.callsite] = Self.callsite(of: arn) }
        if remembered.count >= Self.maximumRemembered { remembered = [:] }
        remembered[arn] = values
        return values
    }

    /// Takes the value of the first key that has one; an empty value says nothing.
    private static func take(_ keys: [String], from metadata: inout [String: String]) -> String? {
        for key in keys {
            guard let value = metadata[key] else { continue }
            metadata[key] = nil
            if !value.isEmpty { return value }
        }
        return nil
    }

    /// The role or user that an ARN names: `role/search-indexer` for
    /// `arn:aws:sts::111122223333:assumed-role/search-indexer/session`.
    private static func callsite(of arn: String) -> String? {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn" else { return nil }
        let names = parts[5].split(separator: "/")
        switch names.first {
        case "assumed-role" where names.count >= 2: return "role/\(names[1])"
        // A path may stand before the name of a role or user.
        case .some(let kind) where names.count >= 2: return "\(kind)/\(names[names.count - 1])"
        case .some(let name): return String(name)
        case .none: return nil
        }
    }
}
