import BedrockLedger
import Ledger
import Pricing
import Testing

@Suite("A refused call")
struct BudgetExceededTests {
    @Test("names the budget, all its figures and when it resets")
    func description() {
        let error = BudgetExceeded(
            Refusal(
                budget: "search", cause: .limit, limit: Money(picodollars: 1_000_000_000_000),
                spent: Money(picodollars: 900_000_000_000), reserved: Money(picodollars: 50_000_000_000),
                requested: Money(picodollars: 100_000_000_000), resetsAt: Timestamp(milliseconds: 1_796_083_200_000)))
        let text = String(describing: error)
        for part in ["\"search\"", "USD 1,", "USD 0.9,", "USD 0.05", "USD 0.1:", "2026-12-01T00:00:00Z"] {
            #expect(text.contains(part), "\(part) is missing in: \(text)")
        }
    }
}
