internal import Ledger
internal import Pricing

/// Adds up sums by group for a report, with as little as possible to do for each of them: there may be millions.
struct SpendSums {
    /// One cell of the report: a stretch of time and a combination of the other keys.
    private struct Cell: Hashable {
        var stretch: Int
        var combination: Int
    }

    private let keys: [SpendKey]
    /// The shortest stretch that is asked for; it tells the longer ones too.
    private let time: SpendKey?
    private let dimensions: Dimensions
    private var figures: [Cell: SpendFigures] = [:]
    /// A moment of each stretch.
    private var stretches: [Timestamp] = []
    private var stretchByLabel: [String: Int] = [:]
    private var latest: (start: Timestamp, stretch: Int)?
    /// The values of the keys for each combination, with gaps for those of time.
    private var combinations: [[String?]] = []
    private var combinationByValues: [[String?]: Int] = [:]
    private var combinationBySeries: [Int64: Int] = [:]

    /// No calls yet.
    init(keys: [SpendKey], dimensions: Dimensions) {
        self.keys = keys
        self.dimensions = dimensions
        time = [.hour, .day, .month].first(where: keys.contains)
    }

    /// The longest stretch whose sums are fine enough.
    var coarsest: Rollup { time == .hour ? .hour : .day }

    /// Adds the figures of a series in a stretch that starts at a moment.
    mutating func add(_ added: SpendFigures, series: Int64, at start: Timestamp) throws {
        let cell = Cell(stretch: stretch(at: start), combination: try combination(of: series))
        figures[cell, default: SpendFigures()] += added
    }

    /// The groups, in no order.
    var groups: [SpendReport.Row] {
        figures.map { cell, figures in
            var values = combinations[cell.combination]
            for (position, key) in keys.enumerated() where key.isTime {
                values[position] = key.text(of: stretches[cell.stretch])
            }
            return SpendReport.Row(key: values, figures: figures)
        }
    }

    private mutating func stretch(at start: Timestamp) -> Int {
        // Sums come in the order of time, so mostly it is the one before.
        if let latest, latest.start == start { return latest.stretch }
        let label = time?.text(of: start) ?? ""
        let stretch = stretchByLabel[label] ?? stretches.count
        if stretch == stretches.count {
            stretches.append(start)
            stretchByLabel[label] = stretch
        }
        latest = (start, stretch)
        return stretch
    }

    private mutating func combination(of series: Int64) throws -> Int {
        if let known = combinationBySeries[series] { return known }
        let sample = try dimensions.series(series).sample(at: Timestamp(milliseconds: 0))
        let values = keys.map { $0.isTime ? nil : $0.value(of: sample) }
        let combination = combinationByValues[values] ?? combinations.count
        if combination == combinations.count {
            combinations.append(values)
            combinationByValues[values] = combination
        }
        combinationBySeries[series] = combination
        return combination
    }
}
