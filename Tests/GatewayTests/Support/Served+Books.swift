import BedrockLedger
import Gateway
import Ledger
import LedgerSQLite
import Pricing

extension Served {
    /// Fills the ledger with something of two teams, under names that say whose it is: `search` and `ads`.
    func fill() async throws {
        for team in ["search", "ads"] {
            let model = "amazon.nova-micro-v1:0"
            let cost = metering.pricer().cost(
                of: Usage(input: 1000, output: 100), model: model, region: "us-east-1", at: .now())
            let call = Call(
                id: "call-\(team)", at: .now(), attribution: Attribution(team: team, callsite: "page"),
                requestedModel: model, region: "us-east-1", operation: .converse, status: .succeeded, cost: cost)
            _ = try await ledger.record([call])
            _ = try await ledger.setBudget(
                Budget(
                    name: "budget-\(team)", scope: BudgetScope(team: team),
                    limit: Money(picodollars: 5_000_000_000_000),
                    period: .month), actor: "test")
            _ = try await ledger.reserve(
                ReservationRequest(
                    id: "held-\(team)", attribution: Attribution(team: team, callsite: "page"), requestedModel: "gpt",
                    model: "gpt", region: nil, amount: .bound(Money(picodollars: 1_000_000_000_000)), owner: .external))
        }
    }

    /// Gives back what ``fill()`` holds.
    func clear() async throws {
        for reservation in try await ledger.openReservations() {
            _ = try await ledger.release(reservation: reservation.id)
        }
    }
}
