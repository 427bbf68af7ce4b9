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
    private var cells: [Cell] = []
    /// Where the cells of the latest stretch are, by combination.
    private var latestCells: [Int?] = []
    /// What each stretch is called, key by key, with gaps for those that are no time.
    private var stretches: [[String?]] = []
    private var stretchByStart: [Timestamp: Int] = [:]
    private var latest: (start: Timestamp, stretch: Int)?
    private let grouping: Grouping

    /// No calls yet.
    init(keys: [SpendKey], grouping: Grouping) {
        self.keys = keys
        self.grouping = grouping
        time = [.hour, .day, .month].first(where: keys.contains)
    }

    /// The longest stretch whose sums are fine enough.
    var coarsest: Stretch { time == .hour ? .hour : time == .day ? .day : .month }

    /// Adds the figures of a number of the grouping's grain, in a stretch that starts at a moment.
    mutating func add(_ added: SpendFigures, of number: Int64, at start: Timestamp) throws {
        let stretch = stretch(at: start)
        let combination = try grouping.combination(of: number)
        while latestCells.count <= combination { latestCells.append(nil) }
        if let cell = latestCells[combination] {
            cells[cell].figures += added
        } else {
            latestCells[combination] = cells.count
            cells.append(Cell(stretch: stretch, combination: combination, figures: added))
        }
    }

    /// The groups, in no order. Those of which all calls were taken away again are none.
    var groups: [SpendReport.Row] {
        cells.compactMap { cell in
            guard cell.figures.calls != 0 else { return nil }
            var values = grouping.combinations[cell.combination]
            for (position, key) in keys.enumerated() where key.isTime {
                values[position] = stretches[cell.stretch][position]
            }
            return SpendReport.Row(key: values, figures: cell.figures)
        }
    }

    private mutating func stretch(at start: Timestamp) -> Int {
        // Sums come in the order of time, so mostly it is the one before.
        if let latest, latest.start == start { return latest.stretch }
        // Without a key of time all of it is one stretch.
        let whole = time == nil ? Timestamp(milliseconds: 0) : coarsest.start(of: start)
        let stretch = stretchByStart[whole] ?? stretches.count
        if stretch != latest?.stretch { goTo(stretch) }
        if stretch == stretches.count {
            stretches.append(keys.map { $0.text(of: start) })
            stretchByStart[whole] = stretch
        }
        latest = (start, stretch)
        return stretch
    }

    private mutating func goTo(_ stretch: Int) {
        latestCells = Array(repeating: nil, count: grouping.combinations.count)
        guard stretch < stretches.count else { return }
        for (index, cell) in cells.enumerated() where cell.stretch == stretch { latestCells[cell.combination] = index }
    }
}
