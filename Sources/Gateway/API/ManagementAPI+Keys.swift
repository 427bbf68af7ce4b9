import Ledger
import LedgerReports
import LosslessJSON
import Pricing

extension ManagementAPI {
    /// `GET keys`: without anything secret.
    func listKeys(_ question: Question) async throws -> APIAnswer {
        let now = clock()
        let visible = try await keys.keys().filter { question.principal.sees(team: $0.team) }
        return .list("keys", visible) { $0.write(at: now, to: &$1) }
    }

    /// `POST keys`: issues one; the answer has its secrets, once.
    func createKey(_ question: Question) async throws -> APIAnswer {
        let body = question.body
        let models = try body.texts("models")
        // An empty list must not turn into a key for every model.
        if let models, models.isEmpty {
            throw APIProblem.invalid("models", "[]", "a list of one model at least", kind: .invalidBody)
        }
        let issued = try await issuer.issue(
            role: try body.choice("role", of: KeyRole.self) ?? .caller, team: try body.text("team"),
            callsite: try body.text("callsite"), models: models ?? [], expiresAt: try body.moment("expires_at"),
            actor: question.principal.actor, at: clock())
        return .json { issued.write(to: &$0) }
    }

    /// `DELETE keys/{id}`: revokes it, from now on and for every gateway on the ledger.
    func revokeKey(_ question: Question) async throws -> APIAnswer {
        let id = KeyName.id(ofAccessKey: question.name) ?? question.name
        let revoked = try await keys.revokeKey(id, actor: question.principal.actor)
        return .json { revoked.write(at: clock(), to: &$0) }
    }
}
