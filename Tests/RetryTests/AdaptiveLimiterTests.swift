import Retry
import Testing

@Suite("Adaptive limiter")
struct AdaptiveLimiterTests {
    private var random = SplitMix64(seed: 1)

    /// A limiter that was throttled at 10 s, after a hundred calls a second of which half were served.
    private mutating func throttledLimiter(maxQueued: Int = 100) -> AdaptiveLimiter {
        var limiter = AdaptiveLimiter(maxQueued: maxQueued)
        for call in 0..<1_000 {
            let now = Duration.milliseconds(call * 10)
            _ = limiter.enter(at: now)
            if call.isMultiple(of: 2) { limiter.succeeded(at: now) }
        }
        _ = limiter.throttled(at: .seconds(10), using: &random)
        return limiter
    }

    @Test("Without throttles every call passes")
    func open() {
        var limiter = AdaptiveLimiter()
        let turns = (0..<10_000).map { _ in limiter.enter(at: .zero).turn }
        #expect(turns.allSatisfy { $0 == .admitted })
        #expect(limiter.rate(at: .zero) == nil)
    }

    @Test("A throttle limits to a little less than what was served")
    mutating func limits() throws {
        let limiter = throttledLimiter()
        let rate = try #require(limiter.rate(at: .seconds(10)))
        #expect((40.0...50.0).contains(rate))
    }

    @Test("Throttles within a second count once, later ones again")
    mutating func reactsOnceASecond() throws {
        var limiter = throttledLimiter()
        let before = limiter.rate(at: .milliseconds(10_900))
        _ = limiter.throttled(at: .milliseconds(10_900), using: &random)
        #expect(limiter.rate(at: .milliseconds(10_900)) == before)
        _ = limiter.throttled(at: .milliseconds(11_000), using: &random)
        let after = try #require(limiter.rate(at: .milliseconds(11_000)))
        #expect(after < before ?? 0)
    }

    @Test("The rate never falls below its floor, however many throttles come")
    mutating func floor() {
        var limiter = AdaptiveLimiter(minRate: 0.5)
        for second in 0..<100 { _ = limiter.throttled(at: .seconds(second), using: &random) }
        #expect(limiter.rate(at: .seconds(100)) == 0.5)
    }

    @Test("The rate comes back to the peak, lingers and goes beyond, and never falls by itself")
    mutating func recovers() throws {
        let limiter = throttledLimiter()
        let rates = (10...60).compactMap { limiter.rate(at: .seconds($0)) }
        #expect(rates == rates.sorted())
        let start = try #require(rates.first)
        #expect(rates[4] / start > 1.1 && rates[4] / start < 1.3)
        #expect(rates[20] / start > 2)
    }

    @Test("Other failures hold the rate at the peak")
    mutating func failuresHold() throws {
        var limiter = throttledLimiter()
        let grown = try #require(limiter.rate(at: .seconds(30)))
        _ = limiter.failed(at: .seconds(30))
        let held = try #require(limiter.rate(at: .seconds(30)))
        #expect(held < grown && (45.0...55.0).contains(held))
    }

    @Test("After a minute without throttles and without a queue it opens")
    mutating func opens() {
        var limiter = throttledLimiter()
        _ = limiter.enter(at: .seconds(69))
        #expect(limiter.rate(at: .seconds(69)) != nil)
        _ = limiter.enter(at: .seconds(70))
        #expect(limiter.rate(at: .seconds(70)) == nil)
    }

    @Test("Calls wait first in, first out, at the allowed rate")
    mutating func paces() throws {
        var limiter = throttledLimiter()
        var now = Duration.seconds(10)
        let entries = (0..<20).map { _ in limiter.enter(at: now) }
        guard case .head(var until) = entries[0].turn else {
            Issue.record("the first call is not the head")
            return
        }
        #expect(entries.dropFirst().allSatisfy { $0.turn == .behind })
        var admitted = 0
        while let head = limiter.head {
            #expect(head == entries[admitted].ticket)
            #expect(until > now)
            now = until
            let turn = limiter.poll(head, at: now)
            #expect(turn == .admitted)
            admitted += 1
            guard let next = limiter.head else { break }
            if case .head(let instant) = limiter.poll(next, at: now) { until = instant }
        }
        #expect(admitted == 20)
        #expect((20.0...26.0).contains((now - .seconds(10)) / .milliseconds(20)))
    }

    @Test("A full queue refuses, and a place given up is free")
    mutating func queueIsBounded() {
        var limiter = throttledLimiter(maxQueued: 2)
        let first = limiter.enter(at: .seconds(10))
        let second = limiter.enter(at: .seconds(10))
        #expect(limiter.enter(at: .seconds(10)).turn == .refused(.queueFull(waiting: 2)))
        #expect(limiter.isBehind(second.ticket) && !limiter.isBehind(first.ticket))
        limiter.leave(first.ticket)
        #expect(limiter.head == second.ticket)
        #expect(limiter.enter(at: .seconds(10)).turn == .behind)
        limiter.leave(first.ticket)
        #expect(limiter.queued == 2)
    }

    @Test("A call that would be late is refused before it waits")
    mutating func refusesLateCalls() {
        var limiter = throttledLimiter()
        for _ in 0..<10 { _ = limiter.enter(at: .seconds(10)) }
        let late = limiter.enter(at: .seconds(10), deadline: .milliseconds(10_100))
        #expect(late.turn == .refused(.deadline(waiting: 10)))
        #expect(limiter.enter(at: .seconds(10), deadline: .seconds(11)).turn == .behind)
    }

    @Test("A lower rate evicts those who would now be late, and only them")
    mutating func evictsLateCalls() {
        var limiter = throttledLimiter()
        let entries = (0..<20).map { _ in limiter.enter(at: .seconds(10), deadline: .milliseconds(11_700)) }
        #expect(entries.allSatisfy { if case .refused = $0.turn { false } else { true } })
        let evicted = limiter.throttled(at: .milliseconds(11_400), using: &random)
        #expect(!evicted.isEmpty && evicted.count < entries.count)
        #expect(evicted == entries.suffix(evicted.count).map(\.ticket))
        #expect(limiter.queued == entries.count - evicted.count)
        guard let late = evicted.first, case .refused(.deadline) = limiter.poll(late, at: .milliseconds(11_400)) else {
            Issue.record("an evicted call is not refused")
            return
        }
    }

    @Test("No order of events breaks it", arguments: 0..<50 as Range<UInt64>)
    func survivesAnything(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var limiter = AdaptiveLimiter(maxQueued: 5)
        var waiting: [AdaptiveLimiter.Ticket] = []
        var now = Duration.zero
        for _ in 0..<2_000 {
            // Now and then the clock goes back a little.
            now += .milliseconds(Int.random(in: -20...400, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: limiter.succeeded(at: now)
            case 1, 2:
                let isThrottle = Bool.random(using: &random)
                let evicted = isThrottle ? limiter.throttled(at: now, using: &random) : limiter.failed(at: now)
                waiting.removeAll { evicted.contains($0) }
            case 3:
                guard let ticket = waiting.randomElement(using: &random) else { continue }
                limiter.leave(ticket)
                waiting.removeAll { $0 == ticket }
            case 4:
                guard let head = limiter.head else { continue }
                #expect(head == waiting.first)
                switch limiter.poll(head, at: now) {
                case .admitted, .refused: waiting.removeFirst()
                case .head(let until): #expect(until > now)
                case .behind: Issue.record("the head is behind")
                }
            default:
                let deadline = now + .milliseconds(Int.random(in: 0...20_000, using: &random))
                let (ticket, turn) = limiter.enter(at: now, deadline: deadline)
                if turn == .behind { waiting.append(ticket) }
                if case .head = turn { waiting.append(ticket) }
            }
            #expect(limiter.queued == waiting.count && limiter.queued <= 5)
            #expect(limiter.rate(at: now) ?? 1 >= 0.1)
        }
    }
}
