import Ledger
import Synchronization

/// Counts the callsites of each team, so that a caller who puts an id into every name does not make a ledger of millions.
///
/// It begins with the callsites that the ledger has of a team, so that a restart gives nobody a new allowance.
final class CallsiteCensus: Sendable {
    /// What stands for all callsites beyond the limit, and for all users beyond theirs.
    static let other = "other"
    /// The most teams that are counted; callsites of further ones are taken as they are.
    static let maximumTeams = 10_000

    private let limit: Int
    private let ledger: any LedgerStore
    private let teams = Mutex<[String: Set<String>]>([:])

    /// A census of so many callsites for each team, those of a ledger among them.
    init(limit: Int, ledger: any LedgerStore) {
        // What a ledger tells at once.
        self.limit = min(max(limit, 1), CallFilter.pageSizes.upperBound)
        self.ledger = ledger
    }

    /// The callsite, or what stands for it once a team has as many as it may.
    func admitted(_ callsite: String, of team: String) async throws -> String {
        if teams.withLock({ $0[team] }) == nil {
            let known = try await ledger.callsites(of: team, limit: limit)
            teams.withLock { teams in
                if teams[team] == nil, teams.count < Self.maximumTeams { teams[team] = Set(known) }
            }
        }
        let isCounted = teams.withLock { teams -> Bool in
            guard let known = teams[team], !known.contains(callsite) else { return true }
            guard known.count < limit else { return false }
            teams[team]?.insert(callsite)
            return true
        }
        // One that the ledger had before there was a limit makes it no longer.
        if isCounted { return callsite }
        return try await ledger.hasCallsite(callsite, of: team) ? callsite : Self.other
    }
}
