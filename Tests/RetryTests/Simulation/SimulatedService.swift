/// A model service with a rate quota and an outage, in virtual time.
///
/// The quota is a token bucket of two seconds. During the outage every request is refused, and what was running at its
/// beginning fails at that instant: the event that synchronises clients.
struct SimulatedService {
    enum Answer {
        case served
        case throttled
        case unavailable(retryAfter: Duration?)
    }

    struct QuotaStep {
        let from: Duration
        let perSecond: Double
    }

    let quota: [QuotaStep]
    let outage: Range<Duration>
    let sendsRetryAfter: Bool

    private var tokens: Double
    private var refilledAt: Duration = .zero

    init(quota: [QuotaStep], outage: Range<Duration>, sendsRetryAfter: Bool) {
        self.quota = quota
        self.outage = outage
        self.sendsRetryAfter = sendsRetryAfter
        self.tokens = 2 * (quota.first?.perSecond ?? 0)
    }

    /// Answers a request that arrives now. Instants never go back.
    mutating func answer(at now: Duration, servedIn latency: Duration) -> (answer: Answer, at: Duration) {
        let refusedAt = now + .milliseconds(50)
        if outage.contains(now) { return (unavailable(at: refusedAt), refusedAt) }

        let rate = quota.last { $0.from <= now }?.perSecond ?? 0
        tokens = min(tokens + (now - refilledAt) / .seconds(1) * rate, 2 * rate)
        refilledAt = now
        guard tokens >= 1 else { return (.throttled, refusedAt) }
        tokens -= 1
        let end = now + latency
        if now < outage.lowerBound, end > outage.lowerBound {
            return (unavailable(at: outage.lowerBound), outage.lowerBound)
        }
        return (.served, end)
    }

    private func unavailable(at now: Duration) -> Answer {
        .unavailable(retryAfter: sendsRetryAfter ? max(.zero, outage.upperBound - now) : nil)
    }
}
