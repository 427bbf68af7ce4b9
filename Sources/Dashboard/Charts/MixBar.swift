import Pricing

/// One bar cut into the shares of a whole, with a key that has the figures.
struct MixBar {
    /// One share.
    struct Part {
        let name: String
        /// How much of the whole, in any unit.
        let weight: Int128
        /// The figure in words.
        let figure: String
        let colour: Int
    }

    let title: String
    let parts: [Part]

    private var whole: Int128 { parts.reduce(0) { $0 + max($1.weight, 0) } }

    /// The bar and its key.
    var figure: HTML {
        HTML("div", ["class": "mix"]) {
            HTML("h3") { title }
            if whole > 0 {
                HTML("svg", ["width": "100%", "height": "18", "role": "img"]) {
                    HTML("title") { "\(title): " + parts.map { "\($0.name) \(share($0))" }.joined(separator: ", ") }
                    segments
                }
            }
            HTML("dl") {
                for part in parts {
                    HTML("div") {
                        HTML("dt", ["class": "swatch c\(part.colour)"]) { part.name }
                        HTML("dd") {
                            part.figure
                            " "
                            HTML("span", ["class": "muted"]) { share(part) }
                        }
                    }
                }
            }
        }
    }

    private var segments: HTML {
        var result = HTML()
        var sum: Int128 = 0
        for part in parts where part.weight > 0 {
            let start = Tenths(tenths: Int(sum * 1000 / whole))
            sum += part.weight
            let width = Tenths(tenths: Int(sum * 1000 / whole)) - start
            guard width.tenths > 0 else { continue }
            result += HTML(
                "rect", ["class": "s\(part.colour)", "x": start.percent, "width": width.percent, "height": "18"])
        }
        return result
    }

    private func share(_ part: Part) -> String {
        guard whole > 0 else { return "0 %" }
        return Tenths(tenths: Int(max(part.weight, 0) * 1000 / whole)).percentage
    }
}
