import Ledger
import LedgerReports
import LosslessJSON
import Pricing

/// One look at spend and budgets.
struct WatchView {
    let at: Timestamp
    let report: SpendReport
    let budgets: [BudgetStatus]

    /// Whether nothing but the time differs.
    func hasSameFigures(as other: WatchView) -> Bool {
        report.rows == other.report.rows && budgets.map(\.spent) == other.budgets.map(\.spent)
            && budgets.map(\.reserved) == other.budgets.map(\.reserved)
            && budgets.map(\.effectiveLimit) == other.budgets.map(\.effectiveLimit)
            && budgets.map(\.budget.name) == other.budgets.map(\.budget.name)
    }

    /// The look as a screen: the time, the dearest rows with their bars, the budgets. No line is longer than the terminal
    /// is wide, and there are no more than it has, so that the next look can be drawn over this one.
    func screen(width: Int, height: Int, rows: Int) -> String {
        var shown = report
        shown.rows = Array(report.rows.prefix(rows))
        var text = "\(at.iso8601.prefix(19))Z  since \(report.from?.iso8601 ?? "the beginning")"
        let hidden = report.rows.count - shown.rows.count
        text += (hidden > 0 ? "  (\(hidden) more rows)" : "") + "\n\n"
        text += SpendRendering(shown).table(width: width) + "\n"
        if !budgets.isEmpty { text += budgetTable(width: width) }
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().prefix(max(1, height - 1))
            .map { TextTable.cut(String($0), to: width) + "\n" }.joined()
    }

    private func budgetTable(width: Int) -> String {
        var table = TextTable([
            .init("budget"), .init("spent", .right), .init("reserved", .right), .init("limit", .right), .init("state"),
            .init(""),
        ])
        for status in budgets {
            table.add([
                status.budget.name, status.spent.display, status.reserved.display, status.effectiveLimit.display,
                status.state.rawValue,
                BlockBar.bar(status.spent + status.reserved, of: status.effectiveLimit, width: 20),
            ])
        }
        return table.text
    }

    /// The look as one line of text.
    var line: String {
        let parts = budgets.map { status in
            "\(status.budget.name) \(status.spent.display)/\(status.effectiveLimit.display) \(status.state.rawValue)"
        }
        return (["\(at.iso8601)  \(report.total.cost.display)  \(report.total.calls.grouped) calls"] + parts)
            .joined(separator: "  ").withoutTerminalControls
    }

    /// The look as one JSON object.
    var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("at", at)
        writer.member("since", report.from)
        writer.member("calls", report.total.calls)
        writer.member("cost_usd", report.total.cost)
        writer.key("budgets")
        writer.beginArray()
        for status in budgets {
            writer.beginObject()
            writer.member("name", status.budget.name)
            writer.member("spent_usd", status.spent)
            writer.member("reserved_usd", status.reserved)
            writer.member("limit_usd", status.effectiveLimit)
            writer.member("state", status.state.rawValue)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.text
    }
}
