import Ledger
import Pricing

/// A statement as facts and tables, whatever it is written as.
struct StatementDocument {
    /// A table with a head, rows and a sum.
    struct Table {
        var title: String
        var columns: [String]
        /// How many of the first columns are names; the others are numbers.
        var names: Int
        var rows: [[String]]
        var total: [String]?
    }

    var title: String
    var facts: [(name: String, value: String)]
    var tables: [Table]
    var notes: [String]

    init(_ statement: TeamStatement) {
        title = "Statement of \(statement.month.name) for team \(statement.team)"
        let total = statement.total
        facts = [
            ("Team", statement.team),
            ("Period", "\(statement.month.start.iso8601) to \(statement.month.end.iso8601), the end exclusive (UTC)"),
            ("Total", "USD \(total.cost.usd), rounded \(total.cost.display)"),
            ("Calls", total.calls.grouped),
            ("Estimated", "USD \(total.estimated.usd) of the total, until the true cost is known"),
            ("Without a known price", "\(total.unpricedCalls.grouped) calls, which are not in the total"),
            ("Made", statement.madeAt.iso8601),
        ]
        tables = [Self.charges(statement), Self.components(statement), Self.rateCards(statement)]
        if !statement.corrections.isEmpty { tables.append(Self.corrections(statement)) }
        if !statement.budgets.isEmpty { tables.append(Self.budgets(statement)) }
        notes = [
            "Amounts are exact; every table of amounts adds up to its total, and to the total of the statement, to the "
                + "last digit.",
            "Prices are the list prices of the rate cards named above. What AWS charges in the end is on its invoice.",
        ]
    }

    private static func charges(_ statement: TeamStatement) -> Table {
        let amounts = Amounts(statement.lines.map(\.figures.cost) + [statement.total.cost])
        func cells(_ figures: SpendFigures) -> [String] {
            [
                figures.calls, figures.inputTokens, figures.cacheReadTokens, figures.cacheWriteTokens,
                figures.outputTokens,
            ].map(\.grouped) + [amounts.text(figures.cost)]
        }
        return Table(
            title: "Charges",
            columns: ["Callsite", "Model", "Calls", "Input", "Cache read", "Cache write", "Output", "USD"], names: 2,
            rows: statement.lines.map { [$0.callsite, $0.model] + cells($0.figures) },
            total: ["Total", ""] + cells(statement.total))
    }

    private static func components(_ statement: TeamStatement) -> Table {
        let names: [CostComponent: String] = [
            .freshInput: "Input at the full rate", .cachedInput: "Input read from a cache",
            .cacheWrite: "Input written to a cache", .output: "Output", .other: "Everything else, and estimates",
        ]
        let breakdown = statement.total.breakdown
        let amounts = Amounts(CostComponent.allCases.map { breakdown[$0] } + [breakdown.total])
        return Table(
            title: "What was charged for", columns: ["Part", "USD"], names: 1,
            rows: CostComponent.allCases.map { [names[$0] ?? $0.rawValue, amounts.text(breakdown[$0])] },
            total: ["Total", amounts.text(breakdown.total)])
    }

    private static func rateCards(_ statement: TeamStatement) -> Table {
        let amounts = Amounts(statement.rateCards.map(\.cost) + [statement.total.cost])
        return Table(
            title: "Rate cards", columns: ["Version", "Calls", "USD"], names: 1,
            rows: statement.rateCards.map { use in
                [
                    use.version.isEmpty ? "none: estimated, or without a price" : use.version, use.calls.grouped,
                    amounts.text(use.cost),
                ]
            }, total: ["Total", statement.total.calls.grouped, amounts.text(statement.total.cost)])
    }

    private static func corrections(_ statement: TeamStatement) -> Table {
        let sum = statement.corrections.reduce(Money.zero) { $0 + $1.difference }
        let entries = statement.corrections.reduce(0) { $0 + $1.entries }
        let amounts = Amounts(statement.corrections.map(\.difference) + [sum])
        return Table(
            title: "Adjustments, which are in the charges already", columns: ["Kind", "Entries", "Difference in USD"],
            names: 1,
            rows: statement.corrections.map { [$0.kind.words, $0.entries.grouped, amounts.text($0.difference)] },
            total: ["Total", entries.grouped, amounts.text(sum)])
    }

    private static func budgets(_ statement: TeamStatement) -> Table {
        let rows = statement.budgets.map { use -> [String] in
            let window = use.window.map { "\($0.start.iso8601.prefix(10)) to \($0.end?.iso8601.prefix(10) ?? "")" }
            return [
                use.budget.name, use.budget.scope.summary, use.budget.period.name, use.budget.enforcement.rawValue,
                use.budget.period == .total ? "all time" : window ?? "several in a month", use.limit.usd,
                use.spent?.usd ?? "", use.percent,
            ]
        }
        return Table(
            title: "Budgets",
            columns: ["Budget", "Covers", "Period", "Enforcement", "Window", "Limit in USD", "Spent in USD", "Used"],
            names: 5, rows: rows, total: nil)
    }
}

extension CorrectionSum.Kind {
    fileprivate var words: String {
        switch self {
        case .replacement: "True figures in place of an estimate"
        case .cancellation: "Taken back: never sent, or recorded elsewhere"
        case .repricing: "Priced again"
        }
    }
}

extension TeamStatement.BudgetUse {
    /// The part of the limit that was spent, in percent with one decimal, rounded down.
    fileprivate var percent: String {
        guard let spent, limit > .zero else { return "" }
        let tenths = spent.picodollars * 1000 / limit.picodollars
        return "\(tenths / 10).\(tenths.magnitude % 10) %"
    }
}

/// Amounts of one table with as many decimals as the one that needs the most, so that they can be added by hand.
private struct Amounts {
    private let decimals: Int

    init(_ amounts: [Money]) {
        decimals = amounts.reduce(2) { most, amount in
            max(most, amount.usd.firstIndex(of: ".").map { amount.usd[$0...].count - 1 } ?? 0)
        }
    }

    func text(_ amount: Money) -> String {
        let text = amount.usd
        let present = text.firstIndex(of: ".").map { text[$0...].count - 1 }
        return text + (present == nil ? "." : "") + String(repeating: "0", count: decimals - (present ?? 0))
    }
}
