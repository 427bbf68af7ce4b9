import Synchronization

/// Counts the callsites of each team, so that a caller who puts an id into every name does not make a ledger of millions.
final class CallsiteCensus: Sendable {
    /// What stands for all callsites beyond the limit.
    static let other = "other"
    /// The most teams that are counted; callsites of further ones are taken as they are.
    static let maximumTeams = 10_000

    private let limit: Int
    private let teams = Mutex<[String: Set<String>]>([:])

    /// A census of so many callsites for each team.
    init(limit: Int) {
        self.limit = limit
    }

    /// The callsite, or what stands for it once a team has as many as it may.
    func admitted(_ callsite: String, of team: String) -> String {
        teams.withLock { teams in
            if let known = teams[team] {
                guard !known.contains(callsite) else { return callsite }
                guard known.count < limit else { return Self.other }
            } else if teams.count >= Self.maximumTeams {
                return callsite
            }
            teams[team, default: []].insert(callsite)
            return callsite
        }
    }
}
