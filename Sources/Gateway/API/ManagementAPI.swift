import BedrockLedger
import BedrockRuntime
import HTTPTypes
import HummingbirdCore
import Ledger
import Logging
import LosslessJSON
import NIOCore
import Pricing

/// The API by which budgets, keys and spend are seen and changed, and amounts held for calls to other providers.
///
/// A token comes in the header `Authorization` and nowhere else, so that no page in a browser sends one by itself.
struct ManagementAPI: Sendable {
    let configuration: GatewayConfiguration
    let authenticator: Authenticator
    let issuer: KeyIssuer
    let keys: any KeyStore
    let ledger: any LedgerStore
    let metering: Metering
    let census: CallsiteCensus
    let labels: LabelCensus
    let room: BodyRoom
    /// The requests under way, of which each may read much of the ledger.
    let questions: RequestsInFlight
    let clock: @Sendable () -> Timestamp
    /// What was held for token counts of late.
    let held = RecentValues<HeldBound, ReservationRequest.Amount>()
    /// The reservations whose settlement was counted of late.
    let settled = RecentValues<String, Void>()

    /// What makes a reservation by token counts the same one.
    struct HeldBound: Hashable, Sendable {
        let id: String
        let inputTokens: Int64?
        let maximumOutputTokens: Int64?

        init(id: String, question: BoundRequest) {
            self.id = id
            inputTokens = question.inputTokens
            maximumOutputTokens = question.maximumOutputTokens
        }
    }

    /// What an operation needs to know of its request.
    struct Question: Sendable {
        let principal: APIPrincipal
        let name: String
        let query: APIQuery
        let body: APIBody
    }

    /// Answers a request.
    ///
    /// - Throws: ``ConnectionClosed``, and what the connection throws.
    func respond(
        to request: Request, head: ReceivedHead, from peer: PeerAddress?, writer: consuming ResponseWriter
    ) async throws {
        let share = room.share()
        var place: RequestsInFlight.Permit?
        var isBodyUnread = true
        let answer: APIAnswer
        do {
            let principal = try await authenticator.principal(
                of: head, from: peer, keylessTeam: configuration.keylessTeam, at: clock())
            let asked = try APIRequest(head)
            // What takes no body reads, and may read much; what holds and settles must not wait for it.
            if asked.route.members == nil { place = try questions.enter(principal.key?.id) }
            guard asked.route.roles.contains(principal.role) else { throw Self.forbidden(asked.route, principal) }
            var bytes: [UInt8] = []
            if asked.route.members != nil {
                try Self.checkBody(head)
                if head.expectsContinue { try await writer.writeInformationalHead(HTTPResponse(status: .continue)) }
                isBodyUnread = false
                bytes = try await BodyReader.collect(
                    request.body, head: head, limit: APIBody.maximumBytes, in: share
                ).bytes
            }
            let body = try APIBody(bytes, taking: asked.route.members ?? [])
            answer = try await self.answer(
                asked.route.operation,
                Question(principal: principal, name: asked.name, query: asked.query, body: body))
        } catch let error as ConnectionClosed {
            throw error
        } catch {
            if isBodyUnread, !head.expectsContinue {
                try await BodyReader.discard(request.body, limit: APIBody.maximumBytes)
            }
            answer = .whole((APIProblem(error) ?? unavailable(error)).reply)
        }
        try await APISender.send(answer, isHead: head.method == "HEAD", writer: writer)
        withExtendedLifetime((share, place)) {}
    }

    private func answer(_ operation: APIOperation, _ question: Question) async throws -> APIAnswer {
        switch operation {
        case .spend: try await spend(question)
        case .calls: try await calls(question)
        case .call: try await call(question)
        case .export: try export(question)
        case .budgets: try await budgets(question)
        case .budget: try await budget(question)
        case .setBudget: try await setBudget(question)
        case .removeBudget: try await removeBudget(question)
        case .raiseBudget: try await raiseBudget(question)
        case .reservations: try await reservations(question)
        case .reserve: try await reserve(question)
        case .settle: try await settle(question)
        case .release: try await release(question)
        case .keys: try await listKeys(question)
        case .createKey: try await createKey(question)
        case .revokeKey: try await revokeKey(question)
        case .rates: rates()
        case .reloadRates: try await reloadRates(question)
        case .description: .json(Self.openAPI)
        case .metrics: try await metrics()
        }
    }

    private static func checkBody(_ head: ReceivedHead) throws {
        try BodyReader.check(head, limit: APIBody.maximumBytes)
        let type = head["content-type"]?.lowercased().prefix { $0 != ";" }.filter { $0 != " " }
        let isEmpty = (BodyReader.statedLength(head) ?? 0) == 0 && head["transfer-encoding"] == nil
        guard isEmpty || type == "application/json" else {
            throw APIProblem(.unsupportedMediaType, "send the body as application/json")
        }
    }

    private static func forbidden(_ route: APIRoute, _ principal: APIPrincipal) -> APIProblem {
        let roles = route.roles.filter { $0 != .keyless }.map(\.rawValue).sorted().joined(separator: ", ")
        let who =
            principal.key.map { "the role \(principal.role.rawValue) of key \($0.id)" } ?? "a caller without a key"
        return .forbidden("\(who) may not do this; the roles that may are \(roles)")
    }

    private func unavailable(_ error: any Error) -> APIProblem {
        configuration.logger.error("the API failed: \(error)")
        return .unavailable
    }
}
