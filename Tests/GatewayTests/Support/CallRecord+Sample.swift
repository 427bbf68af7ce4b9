import BedrockRuntime
import Ledger
import Pricing

@testable import BedrockLedger

extension CallRecord {
    /// A call that was answered and cost something.
    static var sample: CallRecord {
        let pricer = Pricer(card: (try? RateCard.shipped()) ?? RateCard(version: "none", published: .now()))
        let cost = pricer.cost(
            of: Usage(input: 10, output: 5), model: "amazon.nova-micro-v1:0", region: "us-east-1", at: .now())
        return CallRecord(
            id: "call", attribution: Attribution(), operation: .converse, requestedModel: "m", model: "m",
            status: .succeeded, cost: cost, charged: cost.breakdown, isEstimated: false, overshoot: .zero,
            attempts: [], latencyMilliseconds: 1)
    }
}
