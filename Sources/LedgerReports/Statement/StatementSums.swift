import Ledger
import Pricing

/// Adds up the calls of a statement by everything that it shows.
struct StatementSums {
    private struct Key: Hashable {
        var callsite: String
        var model: String
    }

    private var lines: [Key: SpendFigures] = [:]
    private var rateCards: [String: TeamStatement.RateCardUse] = [:]
    private(set) var total = SpendFigures()

    mutating func add(_ recorded: RecordedCall) {
        let call = recorded.call
        let figures = recorded.figures
        lines[Key(callsite: call.attribution.callsite, model: call.cost.model), default: SpendFigures()] += figures
        total += figures
        // What stands for an unknown cost was priced by nothing.
        let version = call.cost.total == nil ? "" : call.cost.ratesVersion
        var use = rateCards[version] ?? TeamStatement.RateCardUse(version: version, calls: 0, cost: .zero)
        use.calls += 1
        use.cost += figures.cost
        rateCards[version] = use
    }

    var sortedLines: [TeamStatement.Line] {
        lines.map { TeamStatement.Line(callsite: $0.key.callsite, model: $0.key.model, figures: $0.value) }
            .sorted { left, right in
                if left.figures.cost != right.figures.cost { return left.figures.cost > right.figures.cost }
                return (left.callsite, left.model) < (right.callsite, right.model)
            }
    }

    var sortedRateCards: [TeamStatement.RateCardUse] {
        rateCards.values.sorted { $0.version < $1.version }
    }
}
