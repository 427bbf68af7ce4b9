import BedrockLedger
import Ledger
import LedgerReports
import LosslessJSON
import Pricing

extension ManagementAPI {
    /// Which reservations are listed.
    enum ReservationState: String, CaseIterable {
        case open, refused
    }

    private static let rows = 1...1000

    /// `GET reservations`: the open ones, oldest first, or those that budgets refused, newest first.
    func reservations(_ question: Question) async throws -> APIAnswer {
        let limit = try question.query.integer("limit", in: Self.rows, or: 100)
        let filter = try question.query.filter(for: question.principal, pricer: metering.pricer())
        if try question.query.choice("state", of: ReservationState.self) == .refused {
            let refused = try await ledger.refusedReservations(filter, limit: limit)
            return .list("refused", refused) { $0.write(to: &$1) }
        }
        // A reservation is filed as the call that would stand for it.
        let open = try await ledger.openReservations().filter { filter.includes($0.estimate) }
        return .list("reservations", open, limit: limit) { $0.write(to: &$1) }
    }

    /// `POST reservations`: holds the most that a call can cost in every budget that covers it, or in none.
    func reserve(_ question: Question) async throws -> APIAnswer {
        let body = question.body
        let pricer = metering.pricer()
        let model = try body.requiredText("model")
        let reported = pricer.modelID(model)
        try requirePermission(question.principal, model: model, reported: reported)
        let team = try question.principal.chargedTeam(try body.text("team"))
        let callsite = try body.text("callsite") ?? question.principal.key?.callsite ?? Attribution.unknownCallsite
        let named = try TextRule.name.validated(callsite, as: "callsite")
        let isTrusted = question.principal.role == .admin
        let lifetime = try body.integer("ttl_seconds", in: 1...(isTrusted ? 2_592_000 : 86_400)) ?? 900
        guard pricer.card.models[reported] != nil || labels.admits(model: reported, of: team) else {
            throw APIProblem.invalid(
                "model", model,
                "one of the \(LabelCensus.maximumModels) that the team has named besides the rate card's",
                kind: .invalidBody)
        }
        let attribution = try Attribution(
            team: team, callsite: try await census.admitted(named, of: team), user: try body.text("user"),
            tags: try body.tags("tags") ?? [:]
        ).validated()
        let id = try body.requiredText("id")
        let question = try bound(body, model: model, reported: reported, pricer: pricer)
        let wish = try ReservationRequest(
            id: id, attribution: labels.admitted(attribution), requestedModel: model, model: reported,
            region: question.region, operation: question.operation,
            amount: try amount(body, id: id, question, pricer: pricer, isTrusted: isTrusted), owner: .external,
            timeToLiveMilliseconds: lifetime * 1000
        ).validated()
        switch try await ledger.reserve(wish) {
        case .granted(let reservation):
            // A stated amount is the same when it is sent again; it needs no place among what is remembered.
            if question.inputTokens != nil { held.insert(wish.amount, under: HeldBound(id: id, question: question)) }
            return .json { reservation.write(to: &$0) }
        case .refused(let refusal):
            metrics(of: wish).countRefusal(by: refusal.budget, cause: refusal.cause)
            throw Self.refused(refusal)
        }
    }

    /// `POST reservations/{id}/settle`: replaces the amount by what the call cost.
    func settle(_ question: Question) async throws -> APIAnswer {
        let reservation = try await outsideReservation(question)
        let known = reservation.state == .settled ? try await ledger.call(reservation.id) : nil
        let call = try self.call(of: reservation, question.body, pricedAs: known?.call.cost)
        let recorded = try await ledger.settle(reservation: reservation.id, with: call)
        // Of two that come at once, both find it open.
        if reservation.state == .open, settled.insert((), under: reservation.id) {
            metrics(of: reservation.request).count(
                outcome: CallStatus.succeeded.rawValue, usage: recorded.call.cost.usage,
                charged: recorded.breakdown?.total ?? .zero)
        }
        return .json { recorded.write(with: nil, to: &$0) }
    }

    /// `POST reservations/{id}/release`: gives it back, because its call was never sent.
    func release(_ question: Question) async throws -> APIAnswer {
        let reservation = try await outsideReservation(question)
        let released = try await ledger.release(reservation: reservation.id)
        return .json { released.write(to: &$0) }
    }

    /// A label has as many values as the rate card has models, whatever callers write.
    private func metrics(of wish: ReservationRequest) -> CallMetrics {
        CallMetrics(
            operation: "external", model: metering.pricer().card.models[wish.model] == nil ? "other" : wish.model,
            team: wish.attribution.team)
    }

    /// A reservation of the principal's team that was handed out. What the gateway holds for its own calls is not for
    /// anybody to settle or release: it knows what they cost.
    private func outsideReservation(_ question: Question) async throws -> Reservation {
        guard let reservation = try await ledger.reservation(question.name) else {
            throw APIProblem.notFound("reservation", question.name)
        }
        let team = reservation.request.attribution.team
        guard question.principal.role == .admin || question.principal.team == team else {
            throw APIProblem.notFound("reservation", question.name)
        }
        guard reservation.request.owner == .external else {
            throw APIProblem.forbidden("the gateway makes this call itself, and settles it when it has ended")
        }
        return reservation
    }

    /// A key may be for some models only, named as the caller names them or as reports do.
    private func requirePermission(_ principal: APIPrincipal, model: String, reported: String) throws(APIProblem) {
        guard let models = principal.key?.models, !models.isEmpty else { return }
        guard models.contains(where: [model, reported].contains) else {
            throw .forbidden("this key is for \(models.joined(separator: ", "))", parameter: "model")
        }
    }

    /// Where the model is called: in the gateway's region unless said otherwise; other providers have none.
    private func region(_ body: APIBody, of model: String, _ pricer: Pricer) throws(APIProblem) -> String? {
        try body.text("region") ?? (pricer.card.models[model] == nil ? nil : metering.region)
    }

    /// What the most that a call can cost is asked of.
    private func bound(
        _ body: APIBody, model: String, reported: String, pricer: Pricer
    ) throws(APIProblem) -> BoundRequest {
        let tokens: ClosedRange<Int64> = 0...1_000_000_000
        return BoundRequest(
            model: model, region: try region(body, of: reported, pricer),
            operation: try body.choice("operation", of: CallOperation.self) ?? .converse,
            inputTokens: try body.integer("input_tokens", in: tokens),
            maximumOutputTokens: try body.integer("max_output_tokens", in: tokens))
    }

    /// The amount that is stated, or the most that the tokens stated can cost.
    private func amount(
        _ body: APIBody, id: String, _ question: BoundRequest, pricer: Pricer, isTrusted: Bool
    ) throws(APIProblem) -> ReservationRequest.Amount {
        if let amount = try body.money("amount_usd") {
            guard question.inputTokens == nil, question.maximumOutputTokens == nil else {
                throw .invalid(
                    "amount_usd", amount.usd, "for use with token counts: give one of both", kind: .invalidBody)
            }
            guard isTrusted || amount <= Cost.maximumStated else {
                throw .invalid(
                    "amount_usd", amount.usd, "at most \(Cost.maximumStated.usd) for a team's key", kind: .invalidBody)
            }
            return .bound(amount)
        }
        guard question.inputTokens != nil else {
            throw .invalid("amount_usd", nil, "given, or input_tokens with max_output_tokens", kind: .invalidBody)
        }
        // The rates may have been loaded anew since; the same question is the same reservation all the same.
        if let known = held[HeldBound(id: id, question: question)] { return known }
        let cost = pricer.bound(of: question, now: clock())
        if let total = cost.total { return .bound(total) }
        return .unpriced(reason: cost.reason ?? "the most that the call can cost is not known")
    }

    /// The call that a reservation was made for. Its time is the reservation's, so that settling again with the same
    /// content is the same call.
    private func call(of reservation: Reservation, _ body: APIBody, pricedAs known: Cost?) throws -> Call {
        let wish = reservation.request
        var cost = try cost(of: reservation, body)
        // The rates may have been loaded anew since; the same usage is the same call all the same.
        if let known, !body.has("cost_usd"), cost.isOfSameUsage(as: known) { cost = known }
        return Call(
            id: reservation.id, requestID: try Self.requestID(body, of: wish), at: reservation.createdAt,
            attribution: wish.attribution, requestedModel: wish.requestedModel, region: wish.region,
            operation: wish.operation, status: .succeeded, cost: cost,
            latencyMilliseconds: try body.integer("latency_ms", in: 0...31_536_000_000))
    }

    /// The provider's request id among those of the team's own: were it that of a call which the gateway made, somebody
    /// could state another cost for that. The team's length stands before it, so that no two teams have the same.
    private static func requestID(_ body: APIBody, of wish: ReservationRequest) throws(APIProblem) -> String? {
        try body.text("request_id").map {
            "external:\(wish.attribution.team.utf8.count):\(wish.attribution.team):\($0)"
        }
    }

    private func cost(of reservation: Reservation, _ body: APIBody) throws -> Cost {
        let wish = reservation.request
        let pricer = metering.pricer()
        let usage = try UsageMembers.usage(in: body)
        guard let stated = try body.money("cost_usd") else {
            guard let usage else {
                throw APIProblem.invalid(
                    "usage", nil, "given, or cost_usd where no rate card has the model", kind: .invalidBody)
            }
            return pricer.cost(
                of: usage, model: wish.requestedModel, region: wish.region, at: reservation.createdAt)
        }
        guard pricer.card.models[wish.model] == nil else {
            throw APIProblem.invalid(
                "cost_usd", stated.usd, "for \(wish.model), which the rate card prices: give its usage",
                kind: .invalidBody)
        }
        guard let cost = Cost.stated(stated, model: wish.model, usage: usage ?? Usage()) else {
            throw APIProblem.invalid(
                "cost_usd", stated.usd, "between 0 and \(Cost.maximumStated.usd)", kind: .invalidBody)
        }
        return cost
    }

    private static func refused(_ refusal: Refusal) -> APIProblem {
        let left = refusal.limit - refusal.spent - refusal.reserved
        let cause =
            refusal.cause == .unpriced
            ? "refuses calls without a known price"
            : "has \(left.isNegative ? "nothing" : "\(left)") left of \(refusal.limit), and \(refusal.requested) is needed"
        var problem = APIProblem(
            .budgetExceeded, "budget \(LedgerError.quoted(refusal.budget)) \(cause); nothing is held")
        problem.refusal = refusal
        return problem
    }
}
