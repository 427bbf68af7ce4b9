import Insights
import Ledger
import Pricing

/// How full a budget is, on one line: what is spent and held of the limit, where an even pace would be, and where the
/// forecast ends.
struct BudgetBar {
    let status: BudgetStatus
    let forecast: SpendForecast?
    let now: Timestamp

    /// The share of the window that has passed, in thousandths; `nil` for a window without an end.
    var passedPermille: Int? {
        guard let end = status.resetsAt, status.windowStart != .earliest else { return nil }
        if case .rolling = status.budget.period { return nil }
        let length = end.milliseconds - status.windowStart.milliseconds
        let passed = now.milliseconds - status.windowStart.milliseconds
        return length > 0 ? Int(min(max(passed * 1000 / length, 0), 1000)) : nil
    }

    /// The bar.
    var svg: HTML {
        let used = status.spent + status.reserved
        // The limits of all budgets stand under each other; what goes a third beyond ends at the edge.
        let scale = Scale(upTo: Money(picodollars: status.effectiveLimit.picodollars * 4 / 3))
        let spent = scale.place(max(status.spent, .zero), on: 100)
        let reserved = scale.place(used, on: 100) - spent
        let limit = scale.place(status.effectiveLimit, on: 100)
        return HTML("svg", ["class": "budget-bar", "width": "100%", "height": "26", "role": "img"]) {
            HTML("title") { description }
            HTML("rect", ["class": "track", "y": "4", "width": limit.percent, "height": "14", "rx": "2"])
            HTML("rect", ["class": "fill \(status.tone)", "y": "4", "width": spent.percent, "height": "14", "rx": "2"])
            if reserved.tenths > 0 {
                HTML(
                    "rect", ["class": "held", "x": spent.percent, "y": "4", "width": reserved.percent, "height": "14"])
                HTML(
                    "rect",
                    ["fill": "url(#hatch)", "x": spent.percent, "y": "4", "width": reserved.percent, "height": "14"])
            }
            if let forecast {
                let low = scale.place(forecast.low, on: 100)
                let high = scale.place(forecast.high, on: 100)
                let expected = scale.place(forecast.expected, on: 100)
                HTML("line", ["class": "range", "x1": low.percent, "x2": high.percent, "y1": "23", "y2": "23"])
                HTML("circle", ["class": "expected", "cx": expected.percent, "cy": "23", "r": "3"])
            }
            if let passedPermille {
                let pace = Tenths(tenths: limit.tenths * passedPermille / 1000).percent
                HTML("line", ["class": "pace", "x1": pace, "x2": pace, "y1": "1", "y2": "21"])
            }
            HTML("line", ["class": "limit", "x1": limit.percent, "x2": limit.percent, "y1": "0", "y2": "22"])
        }
    }

    private var description: String {
        var parts = ["\(status.spent.amount) of \(status.effectiveLimit.amount) spent"]
        if status.reserved > .zero { parts.append("\(status.reserved.amount) reserved") }
        if let passedPermille { parts.append("\(passedPermille / 10) % of the window has passed") }
        if let forecast { parts.append("forecast \(forecast.expected.amount)") }
        return parts.joined(separator: ", ")
    }
}
