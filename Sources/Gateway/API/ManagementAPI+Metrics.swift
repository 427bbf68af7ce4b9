import AWSSigning
import BedrockLedger
import Ledger
import Logging
import Pricing

extension ManagementAPI {
    /// The most budgets that have series of their own.
    static let maximumBudgets = 200

    /// `GET /metrics`: what the process counted, and how the budgets and the rate card stand now.
    func metrics() async throws -> APIAnswer {
        var text = PrometheusText()
        for family in configuration.metrics.snapshot() { text.write(family) }
        write(metering.pricer().card, to: &text)
        text.begin("bedrock_ledger_up", "gauge", "Whether the ledger could be read just now.")
        do {
            let budgets = try await ledger.budgets()
            text.sample("bedrock_ledger_up", "1")
            Self.write(budgets, to: &text)
        } catch {
            // What was counted is worth most when something is wrong.
            configuration.logger.error("the metrics lack the budgets: \(error)")
            text.sample("bedrock_ledger_up", "0")
        }
        return .whole(
            WholeReply(
                status: 200, headers: [HeaderField("Content-Type", PrometheusText.contentType)],
                body: Array(text.text.utf8)))
    }

    private func write(_ card: RateCard, to text: inout PrometheusText) {
        text.begin("bedrock_ledger_rate_card_info", "gauge", "The rate card that calls are priced by.")
        text.sample("bedrock_ledger_rate_card_info", "1", by: [("version", card.version)])
        text.begin(
            "bedrock_ledger_rate_card_age_seconds", "gauge", "How long ago the prices of the rate card were collected.")
        let age = max(0, clock().milliseconds - card.published.milliseconds) / 1000
        text.sample("bedrock_ledger_rate_card_age_seconds", "\(age)")
    }

    private static func write(_ budgets: [BudgetStatus], to text: inout PrometheusText) {
        let gauges: [(name: String, help: String, amount: (BudgetStatus) -> Money)] = [
            ("limit", "The limit of a budget, with the increases that hold now.", { $0.effectiveLimit }),
            ("spent", "What is spent in the present window of a budget.", { $0.spent }),
            ("reserved", "What is held for calls under way.", { $0.reserved }),
            ("left", "What is left before the limit of a budget; negative once it is exceeded.", { $0.left }),
        ]
        for (name, help, amount) in gauges {
            let name = "bedrock_ledger_budget_\(name)_usd"
            text.begin(name, "gauge", help)
            for status in budgets.prefix(maximumBudgets) {
                let labels: [(name: String, value: String)] = [
                    ("budget", status.budget.name), ("team", status.budget.scope.team ?? ""),
                    ("period", status.budget.period.name),
                ]
                text.sample(name, amount(status).usd, by: labels)
            }
        }
        text.begin(
            "bedrock_ledger_budgets_omitted", "gauge", "Budgets that have no series here, because there are many.")
        text.sample("bedrock_ledger_budgets_omitted", "\(max(0, budgets.count - maximumBudgets))")
    }
}
