import Ledger

/// Who asks the API, and what may be shown.
struct APIPrincipal: Sendable {
    /// What somebody may do.
    enum Role: String, Sendable, CaseIterable {
        /// The holder of a team's key.
        case caller
        /// Sees everything.
        case viewer
        /// Sees what is its team's.
        case lead
        /// Sees and changes everything.
        case admin
        /// Reads the metrics.
        case metrics
        /// A program of the same machine, as long as no key was issued.
        case keyless
    }

    /// What it may do.
    let role: Role
    /// The team that it is confined to, or that pays for what it holds; `nil` for one that is not of a team.
    let team: String?
    /// The key that it came with; `nil` where none is needed.
    let key: GatewayKey?

    /// The holder of a key.
    init(_ key: GatewayKey) {
        self.key = key
        team = key.team
        role =
            switch key.role {
            case .caller: .caller
            case .viewer: .viewer
            case .lead: .lead
            case .admin: .admin
            case .metrics: .metrics
            }
    }

    /// A program of the same machine.
    init(keylessTeam team: String) {
        key = nil
        role = .keyless
        self.team = team
    }

    /// The name for the audit trail.
    var actor: String { key?.id ?? "keyless" }

    /// The only team whose figures it sees; `nil` for one that sees all.
    var confinedTo: String? {
        switch role {
        case .viewer, .admin, .metrics, .keyless: nil
        case .lead, .caller: team
        }
    }

    /// The team that a question is about, within what may be seen.
    ///
    /// - Throws: ``APIProblem`` for a team of others.
    func visibleTeam(_ asked: String?) throws(APIProblem) -> String? {
        guard let own = confinedTo else { return asked }
        guard let asked, asked != own else { return own }
        throw .forbidden("this key sees what is its team's: leave the team out, or name its own", parameter: "team")
    }

    /// Whether what belongs to a team may be seen.
    func sees(team other: String?) -> Bool { confinedTo == nil || confinedTo == other }

    /// The team that is charged, where a body may name one.
    ///
    /// - Throws: ``APIProblem`` for a team of others, or where an administrator names none.
    func chargedTeam(_ asked: String?) throws(APIProblem) -> String {
        guard role != .admin else {
            guard let asked else { throw .invalid("team", nil, "a team to charge") }
            return asked
        }
        guard let own = team else { throw .forbidden("this key belongs to no team that could pay") }
        guard asked == nil || asked == own else {
            throw .forbidden("this key charges its own team: leave the team out, or name its own", parameter: "team")
        }
        return own
    }
}
