import Ledger
import Synchronization

/// Counts the users, tags and outside models that each team has named, so that a caller who puts an id into every
/// reservation does not make a ledger of millions of series.
///
/// It counts what came since the gateway started.
final class LabelCensus: Sendable {
    /// The most models of one team that the rate card does not have.
    static let maximumModels = 200

    private struct Labels {
        var attributions: Set<Attribution> = []
        var models: Set<String> = []
    }

    private let limit: Int
    private let teams = Mutex<[String: Labels]>([:])

    /// A census of so many combinations of callsite, user and tags for each team.
    init(limit: Int) {
        self.limit = max(limit, 1)
    }

    /// The attribution; once its team has as many as it may, with ``CallsiteCensus/other`` for its user and without its
    /// tags.
    func admitted(_ attribution: Attribution) -> Attribution {
        guard attribution.user != nil || !attribution.tags.isEmpty else { return attribution }
        let isAdmitted = teams.withLock { teams in
            Self.insert(attribution, into: &teams[attribution.team, default: Labels()].attributions, limit: limit)
        }
        if isAdmitted { return attribution }
        return Attribution(
            team: attribution.team, callsite: attribution.callsite,
            user: attribution.user.map { _ in CallsiteCensus.other })
    }

    /// Whether a team may name a model that the rate card does not have.
    func admits(model: String, of team: String) -> Bool {
        teams.withLock { teams in
            Self.insert(model, into: &teams[team, default: Labels()].models, limit: Self.maximumModels)
        }
    }

    private static func insert<Label>(_ label: Label, into known: inout Set<Label>, limit: Int) -> Bool {
        if known.contains(label) { return true }
        guard known.count < limit else { return false }
        known.insert(label)
        return true
    }
}
