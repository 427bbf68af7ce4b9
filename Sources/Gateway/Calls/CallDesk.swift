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
        guard let joining else { return try await stream(call, as: nil) }
        try joined.beginStream(joining)
        do {
            return try await stream(call, as: joining)
        } catch {
            joined.forget(joining)
            throw error
        }
    }

    // Functions of their own, because Swift 6.3's optimiser crashes on what they do within the one above.
    private func stream(_ call: MeteredCall, as joining: JoinedCalls.Key?) async throws -> Answer {
        let exchange = try metering.start(call)
        return .stream(try await head(of: exchange), exchange, joining)
    }

    private func head(of exchange: MeteredExchange) async throws -> ResponseHead {
        do {
            var head = try await exchange.head()
            head.headers = PassedHeaders.of(head.headers) + CallHeaders.of(head.callID, landing: head.landing)
            return head
        } catch {
            throw await FailedCall(exchange, error)
        }
    }

    /// A key may be for some models only, named as the caller names them or as reports do.
    private func requirePermission(_ order: Order) throws(GatewayRefusal) {
        guard let key = order.key, !permits(key, order.model) else { return }
        throw .accessDenied(
            "The key \(key.id) is not for this model; it is for \(key.models.joined(separator: ", ")).")
    }

    private func permits(_ key: GatewayKey, _ model: String) -> Bool {
        let names = [model, metering.pricer().modelID(model)]
        return key.models.isEmpty || key.models.contains(where: names.contains)
    }

    private func meteredCall(_ order: Order) async throws -> MeteredCall {
        guard let team = order.key.map(\.team) ?? keylessTeam else {
            throw GatewayRefusal.accessDenied("The key belongs to no team that could pay for a call.")
        }
        let finding = CallsiteFinder(
            head: order.head, body: order.body, operation: order.operation, path: order.pathCallsite, key: order.key
        ).find()
        var call = MeteredCall(
            id: order.callID,
            request: RuntimeRequest(
                operation: order.operation, modelID: order.model, headers: try order.head.headers(of: order.operation),
                body: order.body),
            attribution: Attribution(team: team, callsite: try await census.admitted(finding.name, of: team)),
            callsiteOrigin: finding.origin, allotments: order.allotments)
        // A budget must not lead a caller to a model that its key is not for.
        if let key = order.key { call.permitsModel = { permits(key, $0) } }
        return call
    }
}
