import Insights
import Ledger
import Pricing

/// The way of a budget through its window, day by day: what was spent, an even pace, the limit, and the forecast with its
/// band.
struct BurnDown {
    /// The days of a window that a chart can show.
    static let maximumDays = 100

    private let budget: ForecastReport.BudgetForecast
    private let now: Timestamp
    private let start: Timestamp
    private let end: Timestamp

    /// A chart; `nil` for a window without an end, or one that is too short or too long to be shown by days.
    init?(_ budget: ForecastReport.BudgetForecast, now: Timestamp) {
        guard let end = budget.status.resetsAt, budget.status.windowStart != .earliest else { return nil }
        if case .rolling = budget.status.budget.period { return nil }
        let start = budget.status.windowStart
        let days = (end.milliseconds - start.milliseconds) / 86_400_000
        guard (2...Int64(Self.maximumDays)).contains(days) else { return nil }
        self.budget = budget
        self.now = now
        self.start = start
        self.end = end
    }

    private static let height = 150

    /// The chart with its legend.
    var figure: HTML {
        let limit = budget.status.effectiveLimit
        let scale = Scale(holding: [limit, budget.status.spent, budget.forecast?.high ?? .zero])
        return HTML("div", ["class": "burn"]) {
            HTML("div", ["class": "plot"]) {
                HTML("svg", ["class": "axis", "width": "52", "height": "\(Self.height + 8)", "aria-hidden": "true"]) {
                    for tick in scale.ticks {
                        HTML("text", ["x": "44", "y": "\(y(tick, scale))", "dy": "8"]) { tick.tick }
                    }
                }
                HTML(
                    "svg",
                    [
                        "width": "100%", "height": "\(Self.height + 8)", "viewBox": "0 -4 1000 \(Self.height + 8)",
                        "preserveAspectRatio": "none", "role": "img",
                    ]
                ) {
                    HTML("title") { "Spend of budget \(budget.status.budget.name) through its window" }
                    for tick in scale.ticks {
                        HTML(
                            "line",
                            ["class": "grid", "x2": "1000", "y1": "\(y(tick, scale))", "y2": "\(y(tick, scale))"])
                    }
                    band(scale)
                    HTML(
                        "polyline",
                        ["class": "pace", "points": "0,\(y(.zero, scale)) 1000,\(y(limit, scale))"])
                    HTML(
                        "line",
                        ["class": "limit", "x2": "1000", "y1": "\(y(limit, scale))", "y2": "\(y(limit, scale))"])
                    HTML("polyline", ["class": "spent \(budget.status.tone)", "points": spent(scale)])
                }
            }
            HTML("p", ["class": "ends"]) {
                HTML("span") { start.day }
                HTML("span") { end.day }
            }
            HTML("p", ["class": "key"]) {
                HTML("span", ["class": "k-spent"]) { "spent" }
                HTML("span", ["class": "k-pace"]) { "even pace" }
                HTML("span", ["class": "k-limit"]) { "limit" }
                if budget.forecast != nil { HTML("span", ["class": "k-band"]) { "forecast and range" } }
            }
        }
    }

    /// What was spent by the end of each day. What the history does not reach back to is the height at which it starts.
    private func spent(_ scale: Scale) -> String {
        let history = budget.history
        let known = max(start, history.start)
        var points = known == start ? ["0,\(y(.zero, scale))"] : []
        var moment = known
        while moment < now {
            moment = min(moment.advanced(byMilliseconds: 86_400_000), now)
            // From behind, so that the line ends at what the budget itself says.
            let later = moment < now ? history.total(from: moment, to: history.end) : .zero
            points.append("\(x(moment)),\(y(max(budget.status.spent - later, .zero), scale))")
        }
        return points.joined(separator: " ")
    }

    @HTMLBuilder
    private func band(_ scale: Scale) -> HTML {
        if let forecast = budget.forecast {
            let moments = days(from: now, to: forecast.until)
            let path = forecast.path(history: budget.history, at: moments)
            let line = zip(moments, path).map { "\(x($0)),\(y($1, scale))" }
            let origin = "\(x(now)),\(y(forecast.spent, scale))"
            HTML(
                "polygon",
                [
                    "class": "band",
                    "points": "\(origin) 1000,\(y(forecast.high, scale)) 1000,\(y(forecast.low, scale))",
                ])
            HTML("polyline", ["class": "forecast", "points": ([origin] + line).joined(separator: " ")])
        }
    }

    private func days(from: Timestamp, to: Timestamp) -> [Timestamp] {
        var days: [Timestamp] = []
        var day = from.startOfDay.advanced(byMilliseconds: 86_400_000)
        while day < to {
            days.append(day)
            day = day.advanced(byMilliseconds: 86_400_000)
        }
        return days + [to]
    }

    private func x(_ moment: Timestamp) -> Tenths {
        let length = end.milliseconds - start.milliseconds
        return Tenths(tenths: Int(min(max((moment.milliseconds - start.milliseconds) * 10_000 / length, 0), 10_000)))
    }

    private func y(_ amount: Money, _ scale: Scale) -> Tenths {
        Tenths(tenths: Self.height * 10) - scale.place(amount, on: Self.height)
    }
}
