import Ledger
import Pricing

/// A ledger, its clients, their clock and all that can befall them, out of one seed.
///
/// One step after the other is done to the ledger and to a ``Shadow`` that reckons what it must answer. After every step
/// the answer, the state of every budget and what the step was about are compared; every so often everything is.
public struct Simulation: ~Copyable {
    /// What came of a run.
    public struct Summary: Hashable, Sendable {
        /// A hash over every step and every answer.
        public var hash: UInt64 = 0
        /// How many steps were done.
        public var steps = 0
        /// How many reservations were granted.
        public var granted = 0
        /// How many were refused.
        public var refused = 0
        /// How many ended because nobody settled them.
        public var expired = 0
        /// How often the process died.
        public var deaths = 0

        /// Nothing was done yet.
        public init() {}

        /// Adds another run.
        public static func += (left: inout Summary, right: Summary) {
            left.hash ^= right.hash
            left.steps += right.steps
            left.granted += right.granted
            left.refused += right.refused
            left.expired += right.expired
            left.deaths += right.deaths
        }
    }

    let seed: UInt64
    let process: any SimulatedProcess
    private let clock: ManualClock
    private let auditInterval: Int
    private var clients: SimulatedClients
    private var log = EventLog()
    private var summary = Summary()
    private var lefts: [String: (budget: Budget, limit: Int128, window: Timestamp, left: Int128)] = [:]
    var shadow = Shadow()

    /// A run over a process whose ledger tells the time from the clock.
    ///
    /// - Parameters:
    ///   - seed: Decides everything that happens.
    ///   - process: The process with the ledger, which is empty.
    ///   - clock: The clock of the ledger.
    ///   - auditInterval: After how many steps everything is compared.
    public init(seed: UInt64, process: any SimulatedProcess, clock: ManualClock, auditInterval: Int = 500) {
        self.seed = seed
        self.process = process
        self.clock = clock
        self.auditInterval = auditInterval
        clients = SimulatedClients(seed: seed)
    }

    /// Runs, and stops at the first broken promise.
    ///
    /// - Throws: ``SimulationFailure``.
    public mutating func run(steps: Int) async throws -> Summary {
        while summary.steps < steps {
            summary.steps += 1
            let (event, fate) = clients.next(shadow, at: clock.now)
            try await perform(event)
            if fate == .isLostWithTheProcess { try await perform(.death) }
            if fate != .arrives { try await perform(event) }
            if summary.steps % auditInterval == 0 { try await audit() }
        }
        try await audit()
        await process.end()
        summary.hash = log.hash
        return summary
    }

    private mutating func perform(_ event: SimulatedEvent) async throws {
        if case .clock(let moment) = event { clock.now = moment }
        if case .death = event { try await die() }
        let now = clock.now
        let openBefore = shadow.open.count
        let isKnown = event.id.map { shadow.holds[$0] != nil } ?? true
        let mayExceed = mayExceed(event)
        let expected = try shadow.apply(event, at: now)
        let answer = await event.perform(on: process.store)
        log.note("\(summary.steps) at \(now.milliseconds): \(event.line) -> \(answer)")
        try await checkBudgets(after: event, answer, isKnown: isKnown, mayExceed: mayExceed)
        guard answer == expected else { throw failure(.answer, "\(event.line): \(answer), not \(expected)") }
        if let id = event.id { try await check(id) }
        count(answer, openBefore: openBefore)
    }

    private mutating func die() async throws {
        try await process.die()
        shadow.expire(at: clock.now, isDeath: true)
        summary.deaths += 1
        try await checkNewest()
    }

    private mutating func count(_ answer: SimulatedEvent.Answer, openBefore: Int) {
        switch answer {
        case .granted(.open, _, _): summary.granted += shadow.open.count > openBefore ? 1 : 0
        case .refused: summary.refused += 1
        default: break
        }
        summary.expired += max(openBefore - shadow.open.count - 1, 0)
    }

    /// Whether the caps hold, and the budgets say what they must.
    private mutating func checkBudgets(
        after event: SimulatedEvent, _ answer: SimulatedEvent.Answer, isKnown: Bool, mayExceed: Bool
    ) async throws {
        let statuses = try await process.store.budgets()
        var line = ""
        for status in statuses {
            let name = status.budget.name
            let before = lefts[name]
            let left = status.left.picodollars
            lefts[name] = (status.budget, status.effectiveLimit.picodollars, status.windowStart, left)
            line += " \(name) \(status.spent.picodollars) \(status.reserved.picodollars)"
            // A window that is the one before, and as wide: only a call may have filled it, and only up to the limit.
            if let before, before.budget == status.budget, before.limit == status.effectiveLimit.picodollars,
                before.window == status.windowStart, status.budget.enforcement == .hard, before.left >= 0, left < 0,
                !mayExceed
            {
                throw failure(.cap, "\(event.line) left \(left) picodollars in \(name)")
            }
            if case .granted(.open, let amount, _) = answer, amount > 0, left < 0,
                status.budget.enforcement == .hard, case .reserve(let request) = event,
                status.budget.scope.covers(request.attribution, model: request.model), !isKnown
            {
                throw failure(.cap, "\(event.line) was granted with \(left) picodollars left in \(name)")
            }
        }
        log.note(line)
        try compare(statuses)
    }

    /// Whether an event may make a budget exceed its limit: by a cost that nobody had bounded, or by one above the
    /// client's own estimate, for which the rest of the hold was given back.
    private func mayExceed(_ event: SimulatedEvent) -> Bool {
        switch event {
        case .settle(let call):
            guard let bound = shadow.row(call.id)?.cost ?? shadow.holds[call.id]?.held, let total = call.cost.total
            else { return true }
            return total.picodollars > bound
        case .record, .clock, .set, .raise, .remove: return true
        case .reserve, .release, .expire, .death: return false
        }
    }

    private mutating func compare(_ statuses: [BudgetStatus]) throws {
        guard statuses.map(\.budget) == shadow.caps.map(\.budget) else {
            throw failure(.answer, "the budgets are \(statuses.map(\.budget)), not \(shadow.caps.map(\.budget))")
        }
        for (index, status) in statuses.enumerated() {
            let (window, sum) = try shadow.balance(ofCap: index, at: clock.now)
            let stated = Shadow.Sum(
                spent: status.spent.picodollars, estimated: status.estimated.picodollars,
                reserved: status.reserved.picodollars, unpriced: status.unpricedCalls)
            guard stated == sum else { throw failure(.balance, "\(status.budget.name) has \(stated), not \(sum)") }
            guard status.windowStart == window.start, status.resetsAt == window.end,
                status.effectiveLimit.picodollars == shadow.caps[index].limit(at: clock.now)
            else { throw failure(.balance, "\(status.budget.name) has another window or limit: \(status)") }
        }
    }

    func failure(_ promise: SimulationFailure.Promise, _ message: String) -> SimulationFailure {
        SimulationFailure(
            seed: seed, step: summary.steps, promise: promise, message: message, steps: log.lastLines)
    }
}
