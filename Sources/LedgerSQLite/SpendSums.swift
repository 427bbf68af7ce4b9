internal import Ledger
internal import Pricing

/// Adds up sums by group for a report, with as little as possible to do for each of them: there may be millions.
struct SpendSums {
    /// One cell of the report: a stretch of time, a combination of the other keys, and what was added up.
    private struct Cell {
        var stretch: Int
        var combination: Int
        var figures = SpendFigures()
    }

    private let keys: [SpendKey]
    /// The shortest stretch that is asked for; it tells the longer ones too.
    private let time: SpendKey?
    private let dimensions: Dimensions
    private var cells: [Cell] = []
    /// Where the cells of the latest stretch are, by combination.
    private var latestCells: [Int?] = []
    /// A moment of each stretch.
    private var stretches: [Timestamp] = []
    private var stretchByLabel: [String: Int] = [:]
    private var latest: (start: Timestamp, stretch: Int)?
    /// The values of the keys for each combination, with gaps for those of time.
    private var combinations: [[String?]] = []
    private var combinationByValues: [[String?]: Int] = [:]
    /// The combinations by the numbers of series, which count from 1.
    private var combinationBySeries: [Int?] = []

    /// No calls yet.
    init(keys: [SpendKey], dimensions: Dimensions) {
        self.keys = keys
        self.dimensions = dimensions
        time = [.hour, .day, .month].first(where: keys.contains)
    }

    /// The longest stretch whose sums are fine enough.
    var coarsest: Rollup { time == .hour ? .hour : time == .day ? .day : .month }

    /// Adds the figures of a series in a stretch that starts at a moment.
    mutating func add(_ added: SpendFigures, series: Int64, at start: Timestamp) throws {
        let stretch = stretch(at: start)
        let combination = try combination(of: series)
        if let cell = latestCells[combination] {
            cells[cell].figures += added
        } else {
            latestCells[combination] = cells.count
            cells.append(Cell(stretch: stretch, combination: combination, figures: added))
        }
    }

    /// The groups, in no order.
    var groups: [SpendReport.Row] {
        cells.map { cell in
            var values = combinations[cell.combination]
            for (position, key) in keys.enumerated() where key.isTime {
                values[position] = key.text(of: stretches[cell.stretch])
            }
            return SpendReport.Row(key: values, figures: cell.figures)
        }
    }

    private mutating func stretch(at start: Timestamp) -> Int {
        // Sums come in the order of time, so mostly it is the one before.
        if let latest, latest.start == start { return latest.stretch }
        let label = time?.text(of: start) ?? ""
        let stretch = stretchByLabel[label] ?? stretches.count
        if stretch != latest?.stretch { goTo(stretch) }
        if stretch == stretches.count {
            stretches.append(start)
            stretchByLabel[label] = stretch
        }
        latest = (start, stretch)
        return stretch
    }

    private mutating func goTo(_ stretch: Int) {
        latestCells = Array(repeating: nil, count: combinations.count)
        guard stretch < stretches.count else { return }
        for (index, cell) in cells.enumerated() where cell.stretch == stretch { latestCells[cell.combination] = index }
    }

    private mutating func combination(of series: Int64) throws -> Int {
        let index = Int(series)
        if combinationBySeries.indices.contains(index), let known = combinationBySeries[index] { return known }
        let sample = try dimensions.series(series).sample(at: Timestamp(milliseconds: 0))
        let values = keys.map { $0.isTime ? nil : $0.value(of: sample) }
        let combination = combinationByValues[values] ?? combinations.count
        if combination == combinations.count {
            combinations.append(values)
            combinationByValues[values] = combination
            latestCells.append(nil)
        }
        if index >= combinationBySeries.count {
            combinationBySeries += Array(repeating: nil, count: index + 1 - combinationBySeries.count)
        }
        combinationBySeries[index] = combination
        return combination
    }
}
