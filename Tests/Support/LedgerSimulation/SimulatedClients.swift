import Ledger
import Pricing

/// Clients of a ledger, their bad luck, and the people who change budgets meanwhile: a random source of events.
struct SimulatedClients {
    private var random: SplitMix64
    private var number = 0
    private var asked: [ReservationRequest] = []
    private var sent: [Call] = []
    private var dead: Set<String> = []

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    /// Moments at which clocks change or windows end, from which clients jump off.
    private static let edges = [
        "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2026-03-28T23:00:00Z", "2026-10-25T23:00:00Z",
        "2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z", "2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z",
        "2018-11-04T03:00:00Z", "2018-02-18T02:00:00Z", "2011-12-30T10:00:00Z", "2027-01-01T00:00:00Z",
        "2026-11-30T00:00:00Z", "2026-11-29T18:30:00Z", "2028-02-29T00:00:00Z", "2023-11-05T05:00:00Z",
    ].compactMap { Timestamp(iso8601: $0) }
    private static let zones = [
        "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kolkata",
        "Pacific/Apia", "America/Havana",
    ]

    /// What happens next, and how the answer fares.
    mutating func next(_ shadow: Shadow, at now: Timestamp) -> (event: SimulatedEvent, fate: Fate) {
        let event = event(shadow, at: now)
        guard event.id != nil, chance(1, in: 12) else { return (event, .arrives) }
        return (event, chance(1, in: 15) ? .isLostWithTheProcess : .isLost)
    }

    /// What becomes of an answer.
    enum Fate {
        case arrives
        /// The client never sees it and asks again.
        case isLost
        /// The process dies before it can say it; the client asks the next one.
        case isLostWithTheProcess
    }

    private mutating func event(_ shadow: Shadow, at now: Timestamp) -> SimulatedEvent {
        switch pick(0..<200) {
        case 0..<56: .reserve(request())
        case 56..<64: .reserve(askedAgain())
        case 64..<116: settlement(shadow, at: now)
        case 116..<128: redelivery(at: now)
        case 128..<140: .release(anyID(shadow))
        case 140..<152: .record(record(shadow, at: now))
        case 152..<174: .clock(now.advanced(byMilliseconds: pick([1, 400, 5000, 61_000, 400_000, 1_000_000])))
        case 174..<180: .clock(jump(from: now))
        case 180..<184: .expire
        case 184..<194: .set(budget())
        case 194..<197: .raise(budgetName(), raise(at: now))
        case 197..<199: .remove(budgetName())
        default: chance(1, in: 3) ? .death : .expire
        }
    }

    private mutating func pick(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }
    private mutating func pick<Value>(_ values: [Value]) -> Value { values[pick(0..<values.count)] }
    private mutating func chance(_ part: Int, in whole: Int) -> Bool { pick(0..<whole) < part }
    private mutating func budgetName() -> String { "b\(pick(0..<6))" }

    private mutating func money(upTo microdollars: Int) -> Money {
        Money(picodollars: Int128(pick(1..<microdollars)) * 1_000_000 + Int128(pick(0..<1_000_000)))
    }

    private mutating func request() -> ReservationRequest {
        number += 1
        let amount = money(upTo: 2_000_000)
        let (team, callsite) = (pick(["search", "ads", "chat"]), pick(["build", "query"]))
        let model = pick(["model.a", "model.a", "model.b"])
        let attribution = Attribution(
            team: team, callsite: callsite, user: pick([nil, nil, "ann", "bob"]),
            tags: pick([[:], [:], ["env": "prod"]]))
        var request = ReservationRequest(
            id: "r\(number)", attribution: attribution, requestedModel: "eu.\(model)", model: model,
            region: "eu-west-1",
            amount: .bound(amount), owner: pick([.external, .external, .thisProcess]),
            timeToLiveMilliseconds: pick([1000, 60_000, 900_000, 3_600_000]))
        if chance(1, in: 20) { request.amount = .unpriced(reason: "no rate for \(model)") }
        if chance(1, in: 40) { request.amount = .bound(.zero) }
        // This client dies before it settles, or forgets to.
        if chance(1, in: 8) { dead.insert(request.id) }
        asked.append(request)
        if asked.count > 400 { asked.removeFirst(200) }
        return request
    }

    private mutating func askedAgain() -> ReservationRequest {
        guard !asked.isEmpty else { return request() }
        var request = pick(asked)
        if chance(1, in: 8) { request.attribution.callsite = "elsewhere" }
        return request
    }

    private mutating func settlement(_ shadow: Shadow, at now: Timestamp) -> SimulatedEvent {
        let waiting = shadow.open.suffix(40).filter { !dead.contains($0) }
        guard !waiting.isEmpty, let hold = shadow.holds[pick(Array(waiting))] else { return .reserve(request()) }
        let call = call(of: hold.request, at: now)
        sent.append(call)
        if sent.count > 400 { sent.removeFirst(200) }
        return .settle(call)
    }

    /// A settlement that comes twice, late, or in another order; or with something else in it.
    private mutating func redelivery(at now: Timestamp) -> SimulatedEvent {
        guard !sent.isEmpty, !asked.isEmpty else { return .expire }
        switch pick(0..<8) {
        case 0..<4: return .settle(pick(sent))
        case 4: return .record(pick(sent))
        default:
            // Whatever became of the reservation meanwhile: open, expired, released, refused.
            let call = call(of: pick(asked), at: now)
            sent.append(call)
            return .settle(call)
        }
    }

    /// What the call of a reservation cost: less than was held as a rule, sometimes more, and sometimes nobody knows.
    private mutating func call(of request: ReservationRequest, at now: Timestamp) -> Call {
        var held = Int128(1_000_000_000_000)
        if case .bound(let bound) = request.amount { held = max(bound.picodollars, 1) }
        let model = request.model
        let cost: Cost =
            switch pick(0..<40) {
            case 0: .unknownUsage(model: model)
            case 1: .unpriced(model: model)
            case 2: .of(Money(picodollars: held * Int128(pick([2, 3, 1000]))), model: model)
            case 3: .of(.zero, model: model)
            case 4...8: .of(Money(picodollars: held), model: model)
            default: .of(Money(picodollars: max(held * Int128(pick(1..<100)) / 100, 1)), model: model)
            }
        return Call(
            id: request.id, at: now, attribution: request.attribution, requestedModel: "eu.\(model)",
            region: "eu-west-1", operation: .converse, status: .succeeded, cost: cost,
            isEstimated: chance(1, in: 25), latencyMilliseconds: 1234)
    }

    /// A call out of a log: a new one, or one that the ledger knows in some way.
    private mutating func record(_ shadow: Shadow, at now: Timestamp) -> Call {
        guard !asked.isEmpty, chance(1, in: 2) else {
            number += 1
            let amount = money(upTo: 900_000)
            let attribution = Attribution(
                team: pick(["search", "chat"]), callsite: "build", user: pick([nil, "ann"]))
            let request = ReservationRequest(
                id: "c\(number)", attribution: attribution, requestedModel: "eu.model.a", model: "model.a",
                region: "eu-west-1", amount: .bound(amount), owner: .external)
            let at = chance(1, in: 3) ? now.advanced(byMilliseconds: -Int64(pick(0..<200_000_000))) : now
            let call = call(of: request, at: at)
            sent.append(call)
            return call
        }
        return call(of: pick(asked), at: now)
    }

    private mutating func anyID(_ shadow: Shadow) -> String {
        if !shadow.open.isEmpty, chance(1, in: 2) { return pick(Array(shadow.open.suffix(60))) }
        return asked.isEmpty ? "nothing" : pick(asked).id
    }

    /// A clock that somebody sets: hours and years to and fro, and to both sides of an edge.
    private mutating func jump(from now: Timestamp) -> Timestamp {
        switch pick(0..<4) {
        case 0: return now.advanced(byMilliseconds: pick([-1, 1]) * Int64(pick(1..<30)) * 3_600_000)
        case 1: return now.advanced(byMilliseconds: pick([-1, 1]) * Int64(pick(1..<400)) * 86_400_000)
        default:
            return pick(Self.edges).advanced(byMilliseconds: pick([-3_600_000, -1800_000, -1, -1, 0, 1, 1_799_999]))
        }
    }

    private mutating func budget() -> Budget {
        Budget(
            name: budgetName(),
            scope: pick([
                BudgetScope(), BudgetScope(), BudgetScope(team: "search"), BudgetScope(team: "ads"),
                BudgetScope(team: "search", callsite: "build"), BudgetScope(model: "model.a"),
                BudgetScope(user: "ann"), BudgetScope(tags: ["env": "prod"]),
            ]),
            limit: Money(picodollars: Int128(pick(1..<120)) * 500_000_000_000),
            period: pick([.day, .day, .week, .month, .month, .year, .total, .rolling(hours: 3)]),
            timeZone: pick(Self.zones), enforcement: pick([.hard, .hard, .hard, .soft]),
            unpriced: pick([.refuse, .allow]))
    }

    private mutating func raise(at now: Timestamp) -> BudgetRaise {
        BudgetRaise(
            amount: Money(picodollars: Int128(pick(1..<20)) * 500_000_000_000),
            until: now.advanced(byMilliseconds: pick([0, 1000, 3_600_000, 864_000_000])), reason: "simulated")
    }
}
