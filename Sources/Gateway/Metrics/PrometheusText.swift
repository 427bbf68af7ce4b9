import Pricing

/// Writes metrics in the text format of Prometheus, version 0.0.4.
struct PrometheusText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    /// Begins a metric; its samples follow.
    mutating func begin(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(type)\n"
    }

    /// Writes one sample; the value is a decimal number.
    mutating func sample(_ name: String, _ value: String, by labels: [(name: String, value: String)] = []) {
        text += name
        if !labels.isEmpty {
            let list = labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
            text += "{\(list.joined(separator: ","))}"
        }
        text += " \(value)\n"
    }

    /// Writes a metric with all of its series, in the order of their labels.
    mutating func write(_ family: MetricFamily) {
        let description = family.description
        switch description.kind {
        case .counter: begin(description.name, "counter", description.help)
        case .gauge: begin(description.name, "gauge", description.help)
        case .histogram: begin(description.name, "histogram", description.help)
        }
        for (values, series) in family.series.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let labels = zip(description.labels, values).map { (name: $0.name, value: $1) }
            let sum = ExactDecimal.text(of: series.sum, decimals: 12)
            guard case .histogram(let bounds) = description.kind else {
                sample(description.name, sum, by: labels)
                continue
            }
            var count: UInt64 = 0
            for (bound, bucket) in zip(bounds.map { "\($0)" } + ["+Inf"], series.counts) {
                count += bucket
                sample(description.name + "_bucket", "\(count)", by: labels + [("le", bound)])
            }
            sample(description.name + "_sum", sum, by: labels)
            sample(description.name + "_count", "\(count)", by: labels)
        }
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        if quotes { result = result.replacing("\"", with: "\\\"") }
        return result
    }
}
