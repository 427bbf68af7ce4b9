import Ledger
import Pricing

/// Adds up the calls of one team, callsite and model for advice on caching.
struct CachingSum {
    struct Key: Hashable {
        var team: String
        var callsite: String
        var model: String

        init(_ call: Call) {
            team = call.attribution.team
            callsite = call.attribution.callsite
            model = call.cost.model
        }
    }

    /// The fewest tokens that models cache; most of them ask for as many or more.
    private static let minimumPrefix: Int64 = 1024
    private static let lifetimeMilliseconds: Int64 = 300_000

    private(set) var row: CachingAdvice.Row
    private var shortestInput = Int64.max
    private var repeats: Int64 = 0
    private var newest: Call?

    init(_ key: Key) {
        row = CachingAdvice.Row(team: key.team, callsite: key.callsite, model: key.model)
    }

    mutating func add(_ call: Call, pricer: Pricer) {
        let usage = call.cost.usage
        guard usage.totalInputTokens > 0 else { return }
        row.calls += 1
        row.freshTokens += usage.tokens(.input)
        row.readTokens += usage.tokens(.cacheRead)
        row.writtenTokens += usage.cacheWriteTokens
        shortestInput = min(shortestInput, usage.totalInputTokens)
        if let newest, abs(call.at.milliseconds - newest.at.milliseconds) < Self.lifetimeMilliseconds { repeats += 1 }
        newest = call
        guard usage.tokens(.cacheRead) > 0 || usage.cacheWriteTokens > 0 else { return }
        if let saved = pricer.cacheSavings(
            of: call.cost, model: call.requestedModel, region: call.region, at: call.at)
        {
            row.saved += saved
        } else {
            row.unpricedCalls += 1
        }
    }

    /// The row with what is possible.
    func finished(_ pricer: Pricer) -> CachingAdvice.Row {
        var row = row
        guard row.readTokens + row.writtenTokens == 0, repeats > 0, shortestInput >= Self.minimumPrefix,
            let newest, let fresh = cost(Usage(input: shortestInput), of: newest, pricer),
            let read = cost(Usage(cacheRead: shortestInput), of: newest, pricer)
        else { return row }
        // A model without a rate for writes is not known to have a cache.
        guard let write = cost(Usage(cacheWrite5m: shortestInput), of: newest, pricer) else { return row }
        let gain = (fresh - read).picodollars * Int128(repeats)
        let price = (write - fresh).picodollars * Int128(row.calls - repeats)
        if gain > price { row.possible = Money(picodollars: gain - price) }
        return row
    }

    private func cost(_ usage: Usage, of call: Call, _ pricer: Pricer) -> Money? {
        pricer.cost(
            of: usage, model: call.requestedModel, region: call.region, at: call.at, tier: call.cost.tier
        ).total
    }
}
