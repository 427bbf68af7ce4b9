import Ledger
import Synchronization

/// Counts the callsites of each team, so that a caller who puts an id into every name does not make a ledger of millions.
///
/// It begins with the callsites that the ledger has of a team, so that a restart gives nobody a new allowance.
final class CallsiteCensus: Sendable {
    /// What stands for all callsites beyond the limit.
    static let other = "other"
    /// The most teams that are counted; callsites of further ones are taken as they are.
    static let maximumTeams = 10_000

    private let limit: Int
    private let recorded: @Sendable (_ team: String) async throws -> [String]
    private let teams = Mutex<[String: Set<String>]>([:])

    /// A census of so many callsites for each team.
    ///
    /// - Parameters:
    ///   - limit: The most callsites of a team.
    ///   - recorded: Tells the callsites of a team that are known already.
    init(limit: Int, recorded: @escaping @Sendable (_ team: String) async throws -> [String]) {
        self.limit = limit
        self.recorded = recorded
    }

    /// A census that begins with what a ledger has.
    convenience init(limit: Int, ledger: any LedgerStore) {
        self.init(limit: limit) { team in
            try await ledger.spend(by: [.callsite], filter: CallFilter(team: team)).rows
                .compactMap { $0.key.first ?? nil }
        }
    }

    /// The callsite, or what stands for it once a team has as many as it may.
    func admitted(_ callsite: String, of team: String) async throws -> String {
        if let answer = teams.withLock({ count(callsite, of: team, in: &$0) }) { return answer }
        let known = try await recorded(team)
        return teams.withLock { teams in
            if teams[team] == nil, teams.count < Self.maximumTeams { teams[team] = Set(known.prefix(limit)) }
            return count(callsite, of: team, in: &teams) ?? callsite
        }
    }

    /// The answer for a team that is counted; nil for another.
    private func count(_ callsite: String, of team: String, in teams: inout [String: Set<String>]) -> String? {
        guard let known = teams[team] else { return nil }
        guard !known.contains(callsite) else { return callsite }
        guard known.count < limit else { return Self.other }
        teams[team]?.insert(callsite)
        return callsite
    }
}
