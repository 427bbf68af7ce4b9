import AWSSigning
import Dashboard
import Ledger
import Pricing

/// Lets the holders of tokens in to the dashboard that the API would show the same figures to.
struct DashboardLogin: Sendable {
    let authenticator: Authenticator

    /// What the holder of a token may see; `nil` where the token is not, or no longer, good for it.
    ///
    /// It is asked at every request of a session again, so a token that ends closes the dashboard at once.
    /// - Throws: ``GatewayRefusal`` where the address failed too often, `LedgerError`, ``KeyFileError``.
    func access(_ token: String, from peer: PeerAddress?, at now: Timestamp) async throws -> DashboardAccess? {
        let authorization = "Bearer \(token)"
        guard let bearer = BearerToken(authorization: authorization) else { return nil }
        do {
            let key = try await authenticator.holder(of: bearer, in: authorization, from: peer, at: now)
            guard key.state(at: now) == .active else { return nil }
            switch key.role {
            case .viewer, .admin: return .all
            case .lead: return key.team.map { DashboardAccess(team: $0) }
            case .caller, .metrics: return nil
            }
        } catch let refusal as GatewayRefusal where refusal == Authenticator.unknownKey {
            return nil
        }
    }
}
