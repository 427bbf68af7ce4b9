import Ledger
import Pricing

extension Shadow {
    /// Lets an event happen, and says what the ledger must answer.
    mutating func apply(_ event: SimulatedEvent, at now: Timestamp) throws -> SimulatedEvent.Answer {
        let expired = expire(at: now, isDeath: false)
        switch event {
        case .reserve(let request): return try reserve(request, at: now)
        case .settle(let call): return settle(call)
        case .release(let id): return release(id)
        case .record(let call): return .recorded(record(call))
        case .expire: return .expired(expired)
        case .set(let budget): set(budget)
        case .raise(let name, let raise):
            guard raise.until > now else { return .error(.invalidInput) }
            guard let index = caps.firstIndex(where: { $0.budget.name == name }) else { return .error(.notFound) }
            caps[index].raises.append(raise)
        case .remove(let name):
            guard let index = caps.firstIndex(where: { $0.budget.name == name }) else { return .error(.notFound) }
            caps.remove(at: index)
        case .clock, .death: break
        }
        return .done
    }

    private mutating func set(_ budget: Budget) {
        guard let index = caps.firstIndex(where: { $0.budget.name == budget.name }) else {
            caps.append(Cap(budget: budget))
            caps.sort { $0.budget.name < $1.budget.name }
            return
        }
        if caps[index].budget != budget { caps[index] = Cap(budget: budget, raises: caps[index].raises) }
    }

    /// Charges what is abandoned: what nobody outside settled in time, and what a dead process held.
    @discardableResult
    mutating func expire(at now: Timestamp, isDeath: Bool) -> [String] {
        let abandoned = open.enumerated().compactMap { position, id in holds[id].map { (position, id, $0) } }
            .filter { _, _, hold in
                hold.request.owner == .external ? hold.expiresAt <= now.milliseconds : isDeath
            }
            .sorted { ($0.2.at, $0.0) < ($1.2.at, $1.0) }
        for (_, id, hold) in abandoned {
            end(id, .expired)
            append(
                Row(
                    id: id, at: hold.at, attribution: hold.request.attribution, model: hold.request.model,
                    isReserved: true, cost: hold.held, isEstimated: true, accepted: []))
        }
        return abandoned.map(\.1)
    }

    private mutating func reserve(
        _ request: ReservationRequest, at now: Timestamp
    ) throws -> SimulatedEvent.Answer {
        if let known = refusals[request.id] { return known.request == request ? known.answer : .error(.conflict) }
        if let known = holds[request.id] { return known.request == request ? known.answer : .error(.conflict) }
        guard row(request.id) == nil else { return .error(.conflict) }
        var tightest: (left: Int128, name: String)?
        for index in caps.indices {
            let budget = caps[index].budget
            guard budget.enforcement == .hard,
                budget.scope.covers(request.attribution, model: request.model)
            else { continue }
            let sum = try balance(ofCap: index, at: now).sum
            let left = caps[index].limit(at: now) - sum.spent - sum.reserved
            let isRefused =
                switch request.amount {
                case .bound(let bound): bound.picodollars > 0 && bound.picodollars > left
                case .unpriced: budget.unpriced == .refuse || left <= 0
                }
            if isRefused, tightest.map({ left < $0.left }) ?? true { tightest = (left, budget.name) }
        }
        if let (left, name) = tightest {
            let answer = SimulatedEvent.Answer.refused(budget: name, left: left)
            refusals[request.id] = (request, answer)
            return answer
        }
        let hold = Hold(request: request, at: now)
        holds[request.id] = hold
        open.append(request.id)
        add(hold.sum, at: now, attribution: request.attribution, model: request.model)
        return hold.answer
    }

    private mutating func settle(_ offered: Call) -> SimulatedEvent.Answer {
        guard let hold = holds[offered.id] else { return .error(.notFound) }
        var call = offered
        call.at = hold.at
        switch hold.state {
        case .released: return .error(.wrongState)
        case .open:
            end(call.id, .settled)
            let (cost, isEstimated) = charge(of: call, held: hold.held)
            append(
                Row(
                    id: call.id, at: call.at, attribution: call.attribution, model: call.cost.model, isReserved: true,
                    cost: cost, isEstimated: isEstimated, accepted: [call]))
        case .expired:
            end(call.id, .settled)
            let (cost, isEstimated) = charge(of: call, held: hold.held)
            change(call.id, cost: cost, isEstimated: isEstimated, accepting: call)
        case .settled:
            guard offer(call) != "conflict" else { return .error(.conflict) }
        }
        return row(call.id)?.answer ?? .done
    }

    private mutating func release(_ id: String) -> SimulatedEvent.Answer {
        guard let hold = holds[id] else { return .error(.notFound) }
        switch hold.state {
        case .settled: return .error(.wrongState)
        case .open, .released: break
        case .expired: change(id, cost: 0, isEstimated: false, accepting: nil)
        }
        end(id, .released)
        return .reservation(.released)
    }

    private mutating func record(_ offered: Call) -> String {
        let hold = holds[offered.id]
        if hold?.state == .open { return "conflict" }
        guard let row = row(offered.id) else {
            let (cost, isEstimated) = charge(of: offered, held: nil)
            append(
                Row(
                    id: offered.id, at: offered.at, attribution: offered.attribution, model: offered.cost.model,
                    isReserved: false, cost: cost, isEstimated: isEstimated, accepted: [offered]))
            return "recorded"
        }
        var call = offered
        if row.isReserved { call.at = row.at }
        let word = offer(call)
        if word == "corrected", hold?.state == .expired { end(call.id, .settled) }
        return word
    }

    /// Offers a call to the row of its id.
    private mutating func offer(_ call: Call) -> String {
        guard let row = row(call.id) else { return "conflict" }
        if row.accepted.contains(call) { return "duplicate" }
        guard row.isProvisional, !call.isEstimated, let cost = call.cost.total else { return "conflict" }
        change(call.id, cost: cost.picodollars, isEstimated: false, accepting: call)
        return "corrected"
    }

    /// What a call costs: an unknown cost is what was held for it.
    private func charge(of call: Call, held: Int128?) -> (cost: Int128?, isEstimated: Bool) {
        if let total = call.cost.total { return (total.picodollars, call.isEstimated) }
        return (held, call.isEstimated || held != nil)
    }
}

extension Shadow.Cap {
    /// The limit with the raises that hold at a moment.
    func limit(at now: Timestamp) -> Int128 {
        var limit = budget.limit.picodollars
        for raise in raises where raise.until > now { limit += raise.amount.picodollars }
        return limit
    }
}
