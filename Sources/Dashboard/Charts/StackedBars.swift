import Pricing

/// Bars over time, each stacked of parts, with a line for another time.
///
/// Heights are in pixels and places along the time in percent, so that it fits any width and its text keeps its size.
struct StackedBars {
    /// One part of every bar.
    struct Series {
        /// Its name.
        let name: String
        /// Its amount in each bar.
        let amounts: [Money]
        /// Which of the colours it has: 1 to 6, or 0 for what is left over.
        let colour: Int
    }

    /// What the chart shows, in a few words.
    let title: String
    /// What it comes to, in a sentence.
    let summary: String
    /// The name of each bar, in full.
    let labels: [String]
    /// The name of each bar under it.
    let shortLabels: [String]
    /// The parts, from the bottom up.
    let series: [Series]
    /// What each bar came to in the period before.
    let line: [Money]

    private static let height = 220
    private static let top = 12

    private var sums: [Money] {
        labels.indices.map { index in series.reduce(.zero) { $0 + max($1.amounts[index], .zero) } }
    }

    /// The chart without its legend and its table.
    var svg: HTML {
        let scale = Scale(holding: sums + line)
        let bottom = Self.top + Self.height
        return HTML("div", ["class": "plot"]) {
            HTML("svg", ["class": "axis", "width": "52", "height": "\(bottom + 26)", "aria-hidden": "true"]) {
                for tick in scale.ticks {
                    HTML("text", ["x": "44", "y": "\(y(tick, scale))", "dy": "4"]) { tick.tick }
                }
            }
            HTML(
                "svg",
                [
                    "class": "bars", "width": "100%", "height": "\(bottom + 26)", "role": "img",
                    "aria-labelledby": "spend-chart-title spend-chart-summary",
                ]
            ) {
                HTML("title", ["id": "spend-chart-title"]) { title }
                HTML("desc", ["id": "spend-chart-summary"]) { summary }
                for tick in scale.ticks {
                    let y = "\(self.y(tick, scale))"
                    HTML("line", ["class": tick == .zero ? "base" : "grid", "x2": "100%", "y1": y, "y2": y])
                }
                for index in labels.indices { bar(index, scale) }
                previousLine(scale)
                axis(y: bottom + 18)
            }
        }
    }

    private func bar(_ index: Int, _ scale: Scale) -> HTML {
        let step = 1000 * 10 / labels.count
        let gap = min(step / 5, 60)
        let x = Tenths(tenths: (index * 10_000 / labels.count + gap / 2) / 10)
        let width = Tenths(tenths: max(step - gap, 10) / 10)
        var result = HTML()
        var sum = Money.zero
        for part in series where part.amounts[index] > .zero {
            let low = scale.place(sum, on: Self.height)
            sum += part.amounts[index]
            let height = scale.place(sum, on: Self.height) - low
            guard height.tenths > 0 else { continue }
            let y = Tenths(tenths: (Self.top + Self.height) * 10 - low.tenths - height.tenths)
            result += HTML(
                "rect",
                [
                    "class": "s\(part.colour)", "x": x.percent, "y": "\(y)", "width": width.percent,
                    "height": "\(height)",
                ]
            )
        }
        // The whole column answers the pointer.
        guard sum > .zero else { return result }
        return HTML("g") {
            HTML("title") { "\(labels[index]): \(sum.amount)" }
            HTML(
                "rect",
                [
                    "class": "hit", "x": Tenths(tenths: index * 1000 / labels.count).percent, "y": "\(Self.top)",
                    "width": Tenths(tenths: 1000 / labels.count).percent, "height": "\(Self.height)",
                ])
            result
        }
    }

    @HTMLBuilder
    private func previousLine(_ scale: Scale) -> HTML {
        if line.contains(where: { $0 > .zero }) {
            let points = line.indices.map { index in
                let x = Tenths(tenths: (index * 2 + 1) * 10_000 / (2 * line.count))
                return "\(x),\(y(line[index], scale))"
            }
            HTML(
                "svg",
                [
                    "viewBox": "0 0 1000 \(Self.top + Self.height)", "width": "100%",
                    "height": "\(Self.top + Self.height)", "preserveAspectRatio": "none",
                ]
            ) {
                HTML("polyline", ["class": "previous", "points": points.joined(separator: " ")])
            }
        }
    }

    /// The names under the bars: a few on every screen, the first and the last among them, and more where there is room.
    @HTMLBuilder
    private func axis(y: Int) -> HTML {
        let last = labels.count - 1
        let fine = max(1, (labels.count + 9) / 10)
        let coarse = fine * 3
        for index in labels.indices where index == last || (index % fine == 0 && last - index >= fine) {
            let isCoarse = index == last || (index % coarse == 0 && last - index >= coarse / 2)
            let isAtEdge = last > 8 && (index == 0 || index == last)
            let x = Tenths(tenths: (index * 2 + 1) * 1000 / (2 * labels.count))
            HTML(
                "text",
                [
                    "class": isCoarse ? nil : "wide", "x": isAtEdge ? (index == 0 ? "0" : "100%") : x.percent,
                    "y": "\(y)", "text-anchor": isAtEdge ? (index == 0 ? "start" : "end") : "middle",
                ]
            ) { shortLabels[index] }
        }
    }

    private func y(_ amount: Money, _ scale: Scale) -> Tenths {
        Tenths(tenths: (Self.top + Self.height) * 10) - scale.place(amount, on: Self.height)
    }
}
