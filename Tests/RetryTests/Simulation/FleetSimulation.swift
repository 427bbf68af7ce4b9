import Retry

/// A fleet of callers against one service, in virtual time: seeded, deterministic, without sleeping.
///
/// The callers are spread over processes; those of one process share its client. Each wants a call at random instants
/// (a Poisson process), whatever became of its earlier ones.
struct FleetSimulation<Client: SimulatedClient, Randomness: RandomNumberGenerator> {
    private enum Event {
        case want(process: Int)
        case send(call: Int)
        case wake(process: Int)
        case answer(call: Int, SimulatedService.Answer)
    }

    private struct Call {
        let process: Int
        let beganAt: Duration
        var state: Client.Call
        var attempts = 0
    }

    let scenario: FleetScenario
    private var service: SimulatedService
    private var clients: [Client]
    private var demand: SplitMix64
    private var latencies: SplitMix64
    private var randomness: Randomness
    private var events = EventQueue<Event>()
    private var calls: [Call] = []
    private var wakeAt: [Duration?]
    private var waiting: [[AdaptiveLimiter.Ticket: Int]]
    private var report = FleetReport()

    static func run(
        _ scenario: FleetScenario, seed: UInt64, randomness: Randomness, makeClient: () -> Client
    ) -> FleetReport {
        var simulation = FleetSimulation(scenario, seed: seed, randomness: randomness, makeClient: makeClient)
        return simulation.run()
    }

    private init(_ scenario: FleetScenario, seed: UInt64, randomness: Randomness, makeClient: () -> Client) {
        self.scenario = scenario
        self.service = scenario.service
        self.clients = (0..<scenario.processes).map { _ in makeClient() }
        self.wakeAt = Array(repeating: nil, count: scenario.processes)
        self.waiting = Array(repeating: [:], count: scenario.processes)
        self.demand = SplitMix64(seed: seed)
        self.latencies = SplitMix64(seed: ~seed)
        self.randomness = randomness
    }

    private mutating func run() -> FleetReport {
        for caller in 0..<scenario.callers {
            events.add(.want(process: caller % scenario.processes), at: pause())
        }
        while let (now, event) = events.next() {
            switch event {
            case .want(let process): want(process, at: now)
            case .send(let call): send(call, at: now)
            case .wake(let process) where wakeAt[process] == now: pollHead(of: process, at: now)
            case .wake: break
            case .answer(let call, let answer): receive(answer, for: call, at: now)
            }
        }
        return report
    }

    private mutating func want(_ process: Int, at now: Duration) {
        guard now < scenario.end else { return }
        events.add(.want(process: process), at: now + pause())
        report.calls += 1
        if scenario.throttling.contains(now) { report.throttledCalls += 1 }
        calls.append(Call(process: process, beganAt: now, state: clients[process].begin(at: now)))
        send(calls.count - 1, at: now)
    }

    private mutating func send(_ call: Int, at now: Duration) {
        let process = calls[call].process
        guard var limiter = clients[process].limiter else { return arrive(call, at: now) }
        let (ticket, turn) = limiter.enter(at: now, deadline: calls[call].beganAt + scenario.patience)
        clients[process].limiter = limiter
        switch turn {
        case .admitted: arrive(call, at: now)
        case .refused: break
        case .behind: waiting[process][ticket] = call
        case .head(let until):
            waiting[process][ticket] = call
            wake(process, at: until)
        }
    }

    /// Sets the one alarm of a process; an alarm that was set before is void.
    private mutating func wake(_ process: Int, at instant: Duration) {
        wakeAt[process] = instant
        events.add(.wake(process: process), at: instant)
    }

    private mutating func pollHead(of process: Int, at now: Duration) {
        while let head = clients[process].limiter?.head, let turn = clients[process].limiter?.poll(head, at: now) {
            switch turn {
            case .behind: return
            case .head(let until): return wake(process, at: until)
            case .refused: waiting[process][head] = nil
            case .admitted:
                if let call = waiting[process].removeValue(forKey: head) { arrive(call, at: now) }
            }
        }
    }

    private mutating func arrive(_ call: Int, at now: Duration) {
        report.recordArrival(at: now)
        calls[call].attempts += 1
        if calls[call].attempts > 1 {
            report.retries += 1
            if scenario.throttling.contains(now) { report.throttledRetries += 1 }
        }
        let latency = Duration.milliseconds(Int64.random(in: 2_000...6_000, using: &latencies))
        let (answer, instant) = service.answer(at: now, servedIn: latency)
        events.add(.answer(call: call, answer), at: instant)
    }

    private mutating func receive(_ answer: SimulatedService.Answer, for call: Int, at now: Duration) {
        let process = calls[call].process
        let failure: SimulatedFailure
        switch answer {
        case .served:
            report.successes += 1
            clients[process].limiter?.succeeded(at: now)
            return clients[process].succeeded(calls[call].state)
        case .throttled:
            failure = SimulatedFailure(cause: .throttling, retryAfter: nil)
            evict(clients[process].limiter?.throttled(at: now, using: &randomness), from: process, at: now)
        case .unavailable(let retryAfter):
            failure = SimulatedFailure(cause: .capacity, retryAfter: retryAfter)
            evict(clients[process].limiter?.failed(at: now), from: process, at: now)
        }
        report.wasted += 1
        if let delay = clients[process].failed(&calls[call].state, failure, at: now, using: &randomness) {
            events.add(.send(call: call), at: now + delay)
        }
    }

    private mutating func evict(_ tickets: [AdaptiveLimiter.Ticket]?, from process: Int, at now: Duration) {
        for ticket in tickets ?? [] { waiting[process][ticket] = nil }
        pollHead(of: process, at: now)
    }

    /// The time until a caller wants its next call: the number of milliseconds until a rare event happens, drawn by
    /// inversion of a geometric distribution without a logarithm.
    private mutating func pause() -> Duration {
        let mean = scenario.meanPause / .milliseconds(1)
        return .milliseconds(Int64((mean * Self.exponential(using: &demand)).rounded()))
    }

    /// An exponential deviate of mean 1 by von Neumann's method, which needs comparisons only.
    private static func exponential(using random: inout SplitMix64) -> Double {
        var whole = 0.0
        while true {
            let first = Double.random(in: 0..<1, using: &random)
            var previous = first
            var runLength = 1
            while true {
                let next = Double.random(in: 0..<1, using: &random)
                if next >= previous { break }
                previous = next
                runLength += 1
            }
            if runLength % 2 == 1 { return whole + first }
            whole += 1
        }
    }
}
