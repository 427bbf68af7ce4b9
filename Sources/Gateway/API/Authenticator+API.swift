import AWSSigning
import Ledger
import Pricing

extension Authenticator {
    /// Who asks the API: the holder of a token, or a program of the same machine as long as no key was issued.
    ///
    /// - Throws: ``APIProblem``, ``GatewayRefusal`` for what comes from elsewhere without a key, `LedgerError`,
    ///   ``KeyFileError``.
    func principal(
        of head: ReceivedHead, from peer: PeerAddress?, keylessTeam: String, at now: Timestamp
    ) async throws -> APIPrincipal {
        if servesWithoutKeys, try await !keys.hasKeys() {
            try Self.requireLocalProgram(head)
            return APIPrincipal(keylessTeam: keylessTeam)
        }
        let authorizations = head.headers.filter { $0.name.lowercased() == "authorization" }
        guard authorizations.count == 1, let authorization = authorizations.first?.value,
            let token = BearerToken(authorization: authorization)
        else { throw APIProblem.unauthenticated }
        let key: GatewayKey
        do {
            key = try await holder(of: token, in: authorization, from: peer, at: now)
        } catch let refusal as GatewayRefusal where refusal == Self.unknownKey {
            throw APIProblem.unauthenticated
        }
        switch key.state(at: now) {
        case .active: return APIPrincipal(key)
        case .expired: throw Self.ended("the key \(key.id) has expired; ask for a new one")
        case .revoked: throw Self.ended("the key \(key.id) was revoked; ask for a new one")
        }
    }

    private static func ended(_ detail: String) -> APIProblem {
        var problem = APIProblem(.unauthenticated, detail)
        problem.headers = APIProblem.unauthenticated.headers
        return problem
    }
}
