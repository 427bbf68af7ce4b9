import Ledger
import LedgerSimulation
import Pricing

/// Makes random steps over a small world, so that ids, windows and scopes meet often.
struct OperationGenerator {
    private var random: SplitMix64
    private var offered: [Call] = []
    private var asked: [ReservationRequest] = []

    /// Whether some steps let weeks go by, and some prune.
    private let prunes: Bool

    init(seed: UInt64, prunes: Bool = false) {
        random = SplitMix64(seed: seed)
        self.prunes = prunes
    }

    mutating func next(at now: Timestamp) -> RandomOperation {
        if prunes, number(in: 0..<6) == 0 {
            guard number(in: 0..<3) > 0 else { return .advance(milliseconds: Int64(number(in: 1..<60)) * 86_400_000) }
            // Sometimes too late, or before the last one.
            let days = pick([35, 35, 35, Int64(number(in: 0..<120))])
            return .prune(before: now.advanced(byMilliseconds: -days * 86_400_000).startOfMonth)
        }
        return switch number(in: 0..<100) {
        case 0..<12: .advance(milliseconds: pick([1, 1000, 61_000, 900_000, 3_600_000, 9_000_000, 86_400_000]))
        case 12..<34: .record((0..<pick([1, 1, 1, 4])).map { _ in call(at: now) })
        case 34..<52: .reserve(request())
        case 52..<67: settlement(at: now)
        case 67..<68: .details(knownID())
        case 68..<69: .history(model: pick(["model.a", "model.b"]), callsite: pick(["build", "query"]))
        case 69..<70: .refused(filter(at: now), limit: pick([1, 5, 100]))
        case 70..<75: .release(knownID())
        case 75..<78: .expire
        case 78..<86: .setBudget(budget())
        case 86..<89: .raise(budgetName(), raise(at: now))
        case 89..<90: .remove(budgetName())
        case 90..<95: .spend(pick(Self.groupings), filter(at: now))
        default:
            .reprice(filter(at: now), scale: number(in: 1..<4), dryRun: pick([true, false]))
        }
    }

    private static let groupings: [[SpendKey]] = [
        [], [.team], [.day, .team], [.hour], [.month, .callsite], [.tag("env"), .user], [.model, .region],
        [.team, .team],
    ]

    private mutating func number(in range: Range<Int>) -> Int {
        Int.random(in: range, using: &random)
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[number(in: 0..<values.count)]
    }

    private mutating func attribution() -> Attribution {
        Attribution(
            team: pick(["search", "ads", "検索"]), callsite: pick(["build", "query"]),
            user: pick([nil, nil, "ann", "bob"]),
            tags: pick([[:], ["env": "prod"], ["env": "test", "k": ""]]))
    }

    private mutating func cost() -> Cost {
        let usage = Usage(
            input: Int64(number(in: 0..<200_000)), cacheRead: Int64(pick([0, 0, number(in: 0..<9000)])),
            cacheWrite5m: Int64(pick([0, 0, number(in: 0..<9000)])), output: Int64(number(in: 1..<90_000)))
        let model = pick(["model.a", "model.a", "model.b"])
        return switch number(in: 0..<10) {
        case 0: .unpriced(usage, model: model)
        case 1: .unknownUsage(model: model)
        default: .tokens(usage, model: model)
        }
    }

    private mutating func call(at now: Timestamp) -> Call {
        if !offered.isEmpty, number(in: 0..<4) == 0 { return pick(offered) }
        let id = number(in: 0..<30) == 0 ? "bad id" : pick([knownID(), "c\(number(in: 0..<60))"])
        let isOld = number(in: 0..<3) == 0
        var call = Call.sample(
            id, cost(), requestID: pick([nil, "q\(number(in: 0..<40))"]),
            at: isOld ? now.advanced(byMilliseconds: -Int64(number(in: 0..<200_000_000))) : now,
            region: pick(["eu-west-1", "us-east-1", nil]), operation: pick([.converse, .invokeModel]),
            status: pick(CallStatus.allCases), isEstimated: number(in: 0..<5) == 0)
        call.attribution = attribution()
        offered.append(call)
        return call
    }

    private mutating func settlement(at now: Timestamp) -> RandomOperation {
        var call = call(at: now)
        if let request = asked.last(where: { $0.id == call.id }), number(in: 0..<10) != 0 {
            call.attribution = request.attribution
        }
        if let id = asked.randomElement(using: &random)?.id, !asked.contains(where: { $0.id == call.id }),
            number(in: 0..<8) != 0
        {
            call.id = id
        }
        offered.append(call)
        return .settle(
            number(in: 0..<20) == 0 ? knownID() : call.id, call, number(in: 0..<3) == 0 ? nil : details(at: now))
    }

    private mutating func details(at now: Timestamp) -> CallDetails {
        let attempts = (0..<number(in: 0..<3)).map { position in
            CallAttempt(
                number: Int64(position) + pick([1, 2]), at: now.advanced(byMilliseconds: Int64(number(in: -9..<9))),
                latencyMilliseconds: Int64(number(in: 0..<9000)), outcome: pick(CallAttempt.Outcome.allCases),
                errorCode: pick([nil, "ThrottlingException"]), requestID: pick([nil, "q\(number(in: 0..<40))"]),
                billedAs: pick([nil, nil, knownID()]))
        }
        return CallDetails(
            attempts: attempts, line: pick([nil, 12]), callsiteOrigin: pick([nil, "source"]),
            inputBytes: pick([nil, 0, Int64(number(in: 1..<900_000))]), adjustment: pick([nil, "shorter"]))
    }

    private mutating func request() -> ReservationRequest {
        if !asked.isEmpty, number(in: 0..<5) == 0 { return pick(asked) }
        var request = ReservationRequest.sample(
            "r\(number(in: 0..<80))", Money(picodollars: Int128(number(in: 0..<2_000_000)) * 1_000_000),
            model: pick(["model.a", "model.b"]),
            owner: pick([.external, .external, prunes ? .external : .thisProcess]),
            timeToLiveMilliseconds: pick([1000, 60_000, 3_600_000]))
        request.attribution = attribution()
        if number(in: 0..<10) == 0 { request = request.unpriced() }
        asked.append(request)
        return request
    }

    private mutating func knownID() -> String {
        pick(["r\(number(in: 0..<80))", asked.last?.id ?? "r0", "c\(number(in: 0..<60))"])
    }

    private mutating func budgetName() -> String { "b\(number(in: 0..<6))" }

    private mutating func budget() -> Budget {
        let scope = pick([
            BudgetScope(), BudgetScope(), BudgetScope(team: "search"), BudgetScope(callsite: "build", user: "ann"),
            BudgetScope(model: "model.a"), BudgetScope(tags: ["env": "prod"]), BudgetScope(team: "検索", tags: ["k": ""]),
        ])
        let enforcement = pick([Budget.Enforcement.hard, .hard, .soft])
        return Budget(
            name: budgetName(), scope: scope, limit: Money(picodollars: Int128(number(in: 0..<20)) * 700_000_000_000),
            period: pick([.day, .week, .month, .quarter, .year, .total, .rolling(hours: 3), .rolling(hours: 24)]),
            timeZone: pick(["UTC", "Asia/Kolkata", "America/New_York"]), enforcement: enforcement,
            unpriced: pick([.refuse, .allow]),
            whenExceeded: enforcement == .soft
                ? .refuse : pick([.refuse, .shrink(minimumTokens: 10), .fallback(model: "model.b")]))
    }

    private mutating func raise(at now: Timestamp) -> BudgetRaise {
        BudgetRaise(
            amount: Money(picodollars: Int128(number(in: 0..<5)) * 900_000_000_000),
            until: now.advanced(byMilliseconds: pick([0, 1000, 3_600_000, 864_000_000])), reason: "random")
    }

    private mutating func filter(at now: Timestamp) -> CallFilter {
        var filter = CallFilter()
        if number(in: 0..<3) == 0 { filter.since = now.advanced(byMilliseconds: -Int64(number(in: 0..<300_000_000))) }
        if number(in: 0..<4) == 0 { filter.until = now.advanced(byMilliseconds: Int64(number(in: -90_000_000..<9000))) }
        if number(in: 0..<3) == 0 { filter.team = pick(["search", "検索"]) }
        if number(in: 0..<5) == 0 { filter.tags = ["env": "prod"] }
        if number(in: 0..<5) == 0 { filter.model = "model.b" }
        if number(in: 0..<8) == 0 { filter.operation = .invokeModel }
        return filter
    }
}
