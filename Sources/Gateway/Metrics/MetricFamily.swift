/// The series of one metric, never more than so many whatever is reported.
struct MetricFamily: Sendable {
    /// What stands for the values that have no room.
    static let other = "other"
    /// The most values that each label has; those that come later are `other`.
    static let maximumValues = 200
    /// The most series, beside the one of which every label is `other`.
    static let maximumSeries = 2000

    /// One series: a sum in trillionths, and for a histogram how many values lie at or below each bound and above the last.
    struct Series: Sendable {
        var sum: Int128 = 0
        var counts: [UInt64]
    }

    let description: MetricDescription
    private(set) var series: [[String]: Series] = [:]
    private var known: [Set<String>]

    init(_ description: MetricDescription) {
        self.description = description
        known = description.labels.map { _ in [] }
        // A counter that starts at its first event has no rise to it.
        if description.labels.isEmpty { series[[]] = empty }
    }

    /// The values of the labels under which dimensions are counted; those that were admitted once stay.
    mutating func admit(_ dimensions: [(String, String)]) -> [String] {
        var values: [String] = []
        for (index, label) in description.labels.enumerated() {
            let value = dimensions.first { $0.0 == label.dimension }?.1 ?? ""
            if !known[index].contains(value), known[index].count < Self.maximumValues { known[index].insert(value) }
            values.append(known[index].contains(value) ? value : Self.other)
        }
        if series[values] == nil, series.count >= Self.maximumSeries {
            values = description.labels.map { _ in Self.other }
        }
        if series[values] == nil { series[values] = empty }
        return values
    }

    /// Adds to a counter or a gauge; a counter never falls.
    mutating func add(_ trillionths: Int128, to values: [String]) {
        if case .counter = description.kind, trillionths < 0 { return }
        series[values]?.sum += trillionths
    }

    /// Sets a gauge.
    mutating func set(_ trillionths: Int128, of values: [String]) {
        guard case .gauge = description.kind else { return }
        series[values]?.sum = trillionths
    }

    /// Takes a value into a histogram.
    mutating func observe(_ trillionths: Int128, in values: [String]) {
        guard case .histogram(let bounds) = description.kind else { return }
        let bucket = bounds.firstIndex { trillionths <= MetricsRegistry.trillionths($0) } ?? bounds.count
        series[values]?.sum += trillionths
        series[values]?.counts[bucket] += 1
    }

    private var empty: Series {
        guard case .histogram(let bounds) = description.kind else { return Series(counts: []) }
        return Series(counts: Array(repeating: 0, count: bounds.count + 1))
    }
}
