import BedrockLedger
import Ledger
import LedgerReports
import Pricing

/// What a call cost, in one line for a person.
enum CallSummary {
    /// Writes the cost of calls, their tokens, and what the cache saved, to standard error.
    static func print(_ calls: [CallRecord], _ client: BedrockClient) {
        for call in calls { StandardError.note(line(call, client)) }
        guard calls.count > 1 else { return }
        let total = calls.reduce(Money.zero) { $0 + ($1.charged?.total ?? .zero) }
        StandardError.note("\(calls.count) rounds, \(total.display) in all")
    }

    static func line(_ call: CallRecord, _ client: BedrockClient) -> String {
        let usage = call.cost.usage
        var text = call.costUSD.map { "cost \($0.display)" } ?? "cost unknown (\(call.cost.reason ?? "no price"))"
        if call.isEstimated, let charged = call.charged { text += ", charged \(charged.total.display) as an estimate" }
        text += ": \(usage.tokens(.input).grouped) input"
        if usage.tokens(.cacheRead) > 0 { text += ", \(usage.tokens(.cacheRead).grouped) cache read" }
        if usage.cacheWriteTokens > 0 { text += ", \(usage.cacheWriteTokens.grouped) cache write" }
        text += ", \(usage.tokens(.output).grouped) output tokens"
        let pricer = client.metering.pricer()
        if let saved = pricer.cacheSavings(of: call.cost, model: call.model, region: client.region, at: .now()) {
            text +=
                saved.isNegative ? "; the cache cost \((-saved).display) more" : "; the cache saved \(saved.display)"
        }
        if call.attempts.count > 1 { text += "; \(call.attempts.count) attempts" }
        if let adjustment = call.adjustment { text += "; \(adjustment)" }
        return text + " [\(call.id)]"
    }
}
