import AWSSigning
import BedrockLedger
import BedrockRuntime
import Ledger
import Pricing

/// Makes the calls that requests ask for, on the one path of all calls.
struct CallDesk: Sendable {
    /// What a client is answered.
    enum Answer: Sendable {
        /// An answer that has come whole.
        case whole(WholeReply)
        /// A stream, of which the first event has come.
        case stream(ResponseHead, MeteredExchange, JoinedCalls.Key?)
    }

    /// A request that was found to be in order.
    struct Order: Sendable {
        let callID: String
        let operation: RuntimeOperation
        let model: String
        let head: ReceivedHead
        let body: [UInt8]
        let bodyHash: BodyHash
        /// The callsite in the path.
        let pathCallsite: String?
        /// The key that it is charged to; nil where none is needed.
        let key: GatewayKey?
        /// What the request has taken of limits; given back when the call has ended.
        let allotments: [any Sendable]
    }

    let metering: Metering
    let census: CallsiteCensus
    let joined: JoinedCalls
    let keylessTeam: String

    /// Makes the call, or joins the one that the same client made before.
    ///
    /// - Throws: Why there is no answer.
    func answer(_ order: Order) async throws -> Answer {
        try requirePermission(order)
        let call = try await meteredCall(order)
        let joining = order.head.invocationID.map {
            JoinedCalls.Key(
                keyID: order.key?.id, invocationID: $0, operation: order.operation, model: order.model,
                body: order.bodyHash, headers: call.request.headers, callsite: call.attribution.callsite)
        }
        if order.operation.isStream { return try await stream(call, joining) }
        guard let joining else { return .whole(try await whole(call)) }
        return .whole(try await joined.reply(for: joining) { try await whole(call) })
    }

    private func whole(_ call: MeteredCall) async throws -> WholeReply {
        let exchange = try metering.start(call)
        do {
            let answer = try await exchange.response()
            return WholeReply(
                status: answer.response.status,
                headers: PassedHeaders.of(answer.response.headers) + CallHeaders.of(answer.call),
                body: answer.response.body)
        } catch {
            throw await FailedCall(exchange, error)
        }
    }

    private func stream(_ call: MeteredCall, _ joining: JoinedCalls.Key?) async throws -> Answer {
        if let joining { try joined.beginStream(joining) }
        do {
            let exchange = try metering.start(call)
            do {
                var head = try await exchange.head()
                head.headers = PassedHeaders.of(head.headers)
                head.headers.append(HeaderField(CallHeaders.callID, head.callID ?? exchange.id))
                return .stream(head, exchange, joining)
            } catch {
                throw await FailedCall(exchange, error)
            }
        } catch {
            if let joining { joined.forget(joining) }
            throw error
        }
    }

    /// A key may be for some models only, named as the caller names them or as reports do.
    private func requirePermission(_ order: Order) throws(GatewayRefusal) {
        guard let key = order.key, !key.models.isEmpty else { return }
        let names = [order.model, metering.pricer().modelID(order.model)]
        guard key.models.contains(where: names.contains) else {
            throw .accessDenied(
                "The key \(key.id) is not for this model; it is for \(key.models.joined(separator: ", ")).")
        }
    }

    private func meteredCall(_ order: Order) async throws -> MeteredCall {
        let team = order.key?.team ?? keylessTeam
        let finding = CallsiteFinder(
            head: order.head, body: order.body, operation: order.operation, path: order.pathCallsite, key: order.key
        ).find()
        return MeteredCall(
            id: order.callID,
            request: RuntimeRequest(
                operation: order.operation, modelID: order.model, headers: try order.head.headers(of: order.operation),
                body: order.body),
            attribution: Attribution(team: team, callsite: try await census.admitted(finding.name, of: team)),
            callsiteOrigin: finding.origin, allotments: order.allotments)
    }
}
