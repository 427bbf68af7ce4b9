/// Paces calls to the rate a throttling service serves, so that they queue at the client instead of being refused.
///
/// A pure state machine: every method takes the present instant, and the caller does the waiting. Without throttles it
/// is *open* and lets every call pass. The first throttle *limits* it to the rate at which calls have lately succeeded,
/// or half the rate at which they were sent, whichever is more; from there the rate follows a cubic curve that probes
/// for more. After ``openAfter`` without a throttle, and with an empty queue, it is open again.
///
/// Calls wait first in, first out. Only the head of the queue watches the clock:
///
/// | turn of a ticket | what its owner does next |
/// |---|---|
/// | `admitted` | send the call; the ticket is used up |
/// | `head(until:)` | wait until then, then ``poll(_:at:)`` |
/// | `behind` | wait until ``head`` is this ticket or it was evicted, then ``poll(_:at:)`` |
/// | `refused` | give up; the ticket is used up |
///
/// ``RetryCoordinator`` does all this for concurrent tasks.
public struct AdaptiveLimiter: Sendable {
    /// A place in the queue.
    public struct Ticket: Sendable, Hashable {
        let number: UInt64
    }

    /// Where a call stands.
    public enum Turn: Sendable, Hashable {
        /// The call may be sent now.
        case admitted

        /// The call is the next, and has to wait until the given instant.
        case head(until: Duration)

        /// Other calls wait in front.
        case behind

        /// The call gets no turn.
        case refused(LimiterRefusal)
    }

    private struct Waiter: Sendable {
        let ticket: Ticket
        let deadline: Duration?
    }

    /// The most calls that wait. From 0 to 100,000.
    public let maxQueued: Int

    /// The rate that no throttle goes below, in calls per second: without one, a limiter could never find out that the
    /// service is back.
    public let minRate: Double

    /// How long the rate takes to come back to where the throttle happened, and at least as long as four calls take at
    /// that rate. Each time it is drawn within a quarter of this, so that a fleet's processes do not probe in step.
    public let plateau: Duration

    /// How long after the last throttle the limiter opens.
    public let openAfter: Duration

    private static let reaction: Duration = .seconds(1)
    private static let burstSeconds = 0.1
    private static let callsPerPlateau = 4.0

    private var curve: RecoveryCurve?
    private var lastThrottle: Duration = .zero
    private var tokens = 1.0
    private var refilledAt: Duration = .zero
    private var admissions: ThroughputMeter
    private var successes: ThroughputMeter
    private var queue: [Waiter] = []
    private var nextNumber: UInt64 = 0

    /// Creates an open limiter; values out of range are brought into it.
    ///
    /// - Parameters:
    ///   - maxQueued: The most calls that wait.
    ///   - minRate: The rate that no throttle goes below, in calls per second, at least 0.001.
    ///   - plateau: How long the rate takes to come back to where a throttle happened, at least a second.
    ///   - openAfter: How long after the last throttle the limiter opens.
    public init(
        maxQueued: Int = 10_000, minRate: Double = 0.1, plateau: Duration = .seconds(5),
        openAfter: Duration = .seconds(60)
    ) {
        self.maxQueued = min(max(maxQueued, 0), 100_000)
        self.minRate = minRate.isFinite ? min(max(minRate, 0.001), 1_000) : 1_000
        self.plateau = plateau.clamped(to: .seconds(1)...Backoff.longestDelay)
        self.openAfter = openAfter.clamped(to: .zero...Backoff.longestDelay)
        self.admissions = ThroughputMeter(window: .seconds(10), at: .zero)
        self.successes = ThroughputMeter(window: .seconds(10), at: .zero)
    }

    /// How many calls wait.
    public var queued: Int { queue.count }

    /// The call that is next, if any waits.
    public var head: Ticket? { queue.first?.ticket }

    /// Whether a call waits with others in front of it; unlike ``poll(_:at:)``, asking changes nothing.
    ///
    /// - Parameter ticket: The place in the queue.
    /// - Returns: `false` for the head and for a ticket that is used up.
    public func isBehind(_ ticket: Ticket) -> Bool {
        position(of: ticket) ?? 0 > 0
    }

    /// The rate the limiter allows.
    ///
    /// - Parameter now: The present instant.
    /// - Returns: Calls per second; `nil` while the limiter is open.
    public func rate(at now: Duration) -> Double? {
        curve.map { max($0.rate(at: now), minRate) }
    }

    /// Asks for a turn.
    ///
    /// - Parameters:
    ///   - now: The present instant.
    ///   - deadline: The last instant at which a turn is of use, or `nil` for ever.
    /// - Returns: The place in the queue and where the call stands.
    public mutating func enter(at now: Duration, deadline: Duration? = nil) -> (ticket: Ticket, turn: Turn) {
        let ticket = Ticket(number: nextNumber)
        nextNumber += 1
        openIfQuiet(at: now)
        guard let rate = rate(at: now) else {
            admissions.record(at: now)
            return (ticket, .admitted)
        }
        refill(at: now, rate: rate)
        if queue.isEmpty, tokens >= 1 {
            admit(at: now)
            return (ticket, .admitted)
        }
        guard queue.count < maxQueued else { return (ticket, .refused(.queueFull(waiting: queue.count))) }
        if let deadline, now + wait(position: queue.count, rate: rate) > deadline {
            return (ticket, .refused(.deadline(waiting: queue.count)))
        }
        queue.append(Waiter(ticket: ticket, deadline: deadline))
        return (ticket, queue.count == 1 ? .head(until: now + wait(position: 0, rate: rate)) : .behind)
    }

    /// Asks where a waiting call stands.
    ///
    /// - Parameters:
    ///   - ticket: The place in the queue.
    ///   - now: The present instant.
    /// - Returns: Where the call stands; `refused` when it was evicted.
    public mutating func poll(_ ticket: Ticket, at now: Duration) -> Turn {
        guard let position = position(of: ticket) else {
            return .refused(.deadline(waiting: queue.count))
        }
        guard position == 0 else { return .behind }
        if let deadline = queue[0].deadline, now > deadline {
            queue.removeFirst()
            return .refused(.deadline(waiting: 0))
        }
        let rate = rate(at: now) ?? minRate
        refill(at: now, rate: rate)
        guard tokens >= 1 else { return .head(until: now + wait(position: 0, rate: rate)) }
        queue.removeFirst()
        admit(at: now)
        return .admitted
    }

    /// Gives a place up, as a cancelled call does. Without effect when the ticket is used up.
    ///
    /// - Parameter ticket: The place in the queue.
    public mutating func leave(_ ticket: Ticket) {
        guard let position = position(of: ticket) else { return }
        queue.remove(at: position)
    }

    /// Notes that the service served a call.
    ///
    /// - Parameter now: The present instant.
    public mutating func succeeded(at now: Duration) {
        successes.record(at: now)
    }

    /// Notes that a call failed for another reason than a throttle.
    ///
    /// That says nothing about the quota, but a service in trouble is no place to probe for more: the rate goes back to
    /// where the last throttle happened, and grows from there once calls succeed again.
    ///
    /// - Parameter now: The present instant.
    /// - Returns: The tickets that are evicted, because at the new rate their turn would come after their deadline.
    public mutating func failed(at now: Duration) -> [Ticket] {
        guard let held = curve?.held(at: now), held != curve else { return [] }
        curve = held
        return evictLate(at: now)
    }

    /// Notes that the service refused a call for the account's rate quota.
    ///
    /// Throttles within a second of the last cut belong to the calls that were under way then, and do not cut again.
    ///
    /// - Parameters:
    ///   - now: The present instant.
    ///   - random: The source of randomness for the plateau.
    /// - Returns: The tickets that are evicted, because at the new rate their turn would come after their deadline.
    public mutating func throttled(at now: Duration, using random: inout some RandomNumberGenerator) -> [Ticket] {
        lastThrottle = now
        if let curve, now - curve.start < Self.reaction { return [] }
        let sent = admissions.rate(at: now)
        let allowed = min(rate(at: now) ?? sent, 2 * sent)
        let peak = max(min(allowed, max(successes.rate(at: now), allowed / 2)), minRate)
        let typical = max(plateau, .seconds(Self.callsPerPlateau / peak))
        curve = RecoveryCurve(
            peak: peak, start: now, plateau: typical / 4 * 3 + .random(upTo: typical / 2, using: &random))
        tokens = 0
        refilledAt = now
        return evictLate(at: now)
    }

    /// Tickets are numbered as they come and the queue keeps that order, so halving finds one among thousands.
    private func position(of ticket: Ticket) -> Int? {
        var candidates = queue.indices
        while let first = candidates.first {
            let middle = first + candidates.count / 2
            if queue[middle].ticket == ticket { return middle }
            candidates =
                queue[middle].ticket.number < ticket.number
                ? middle + 1..<candidates.upperBound : candidates.lowerBound..<middle
        }
        return nil
    }

    private mutating func evictLate(at now: Duration) -> [Ticket] {
        let rate = rate(at: now) ?? minRate
        var evicted: [Ticket] = []
        var kept: [Waiter] = []
        kept.reserveCapacity(queue.count)
        for waiter in queue {
            if let deadline = waiter.deadline, now + wait(position: kept.count, rate: rate) > deadline {
                evicted.append(waiter.ticket)
            } else {
                kept.append(waiter)
            }
        }
        queue = kept
        return evicted
    }

    private mutating func openIfQuiet(at now: Duration) {
        guard curve != nil, queue.isEmpty, now - lastThrottle >= openAfter else { return }
        curve = nil
    }

    private mutating func refill(at now: Duration, rate: Double) {
        let passed = max((now - refilledAt).inSeconds, 0)
        tokens = min(tokens + passed * rate, max(1, rate * Self.burstSeconds))
        refilledAt = max(refilledAt, now)
    }

    private mutating func admit(at now: Duration) {
        tokens -= 1
        admissions.record(at: now)
    }

    /// The wait for a position at a constant rate. A microsecond more than the arithmetic says, so that rounding cannot
    /// wake the head a moment too early, again and again.
    private func wait(position: Int, rate: Double) -> Duration {
        let seconds = max(Double(position + 1) - tokens, 0) / rate
        return .seconds(min(seconds, 86_400)) + .microseconds(1)
    }
}
