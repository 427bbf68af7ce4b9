internal import Ledger
internal import Pricing
internal import SQLite

/// Adds up calls of a range of time out of the sums that are kept.
///
/// Whole months come from the monthly sums, whole days around them from the daily ones, whole hours around those from the
/// hourly ones, and only the edges within an hour from the calls themselves; so any range is exact. Of a stretch that lies
/// in the range for its greater part, the lesser part is taken away from the whole.
struct RangeReading {
    /// Receives the start of a stretch, a number of the grain, and their figures.
    typealias Body = (_ start: Timestamp, _ number: Int64, _ figures: SpendFigures) throws -> Void

    private let database: Database
    private let grain: Grain
    /// All numbers that match, where they are few.
    private let few: [Int64]?
    private let matches: (Int64) throws -> Bool

    /// A reading of the sums of a grain. Where `matches` is missing, those match that are few, or else all.
    init(_ database: Database, _ grain: Grain, few: [Int64]?, matches: ((Int64) throws -> Bool)?) {
        self.database = database
        self.grain = grain
        self.few = few
        self.matches = matches ?? { few?.contains($0) ?? true }
    }

    /// Adds up the calls from a moment, inclusive, to another, exclusive, in sums of stretches no longer than one.
    ///
    /// The least and the greatest number stand for the beginning and the end of time.
    func forEachSum(_ stretch: Stretch, from: Int64, to: Int64, body: Body) throws {
        guard from < to else { return }
        guard let rollup = Rollup(grain, by: stretch) else {
            return try forEachFiner(stretch, from: from, to: to, body: body)
        }
        let first = stretch.firstStart(notBefore: from)
        let end = to == .max ? to : stretch.start(of: Timestamp(milliseconds: to)).milliseconds
        // Within one stretch.
        guard first <= end else { return try addPart(of: rollup, from: from, to: to, body: body) }
        try addPart(of: rollup, from: from, to: first, body: body)
        try addWhole(rollup, from: first, to: end, body: body)
        try addPart(of: rollup, from: end, to: to, body: body)
    }

    private func addWhole(_ rollup: Rollup, from: Int64, to: Int64, body: Body) throws {
        guard from < to else { return }
        func add(_ row: borrowing Statement) throws {
            guard try few != nil || matches(row.integer(1)) else { return }
            try body(Timestamp(milliseconds: row.integer(0)), row.integer(1), rollup.sealedFigures(row))
        }
        if let few {
            try rollup.forEach(of: few, in: database, from: from, to: to, body: add)
        } else {
            try rollup.forEach(in: database, from: from, to: to, body: add)
        }
    }

    /// Adds up a part of one stretch.
    private func addPart(of rollup: Rollup, from: Int64, to: Int64, body: Body) throws {
        guard from < to else { return }
        let start = rollup.stretch.start(of: Timestamp(milliseconds: from))
        let end = rollup.stretch.start(after: start)
        // The sum of the whole has to be read too, so a bare half would gain nothing.
        let isMost = (to - from) * 5 > (end.milliseconds - start.milliseconds) * 3
        guard isMost, end < .latest.startOfMonth else {
            return try forEachFiner(rollup.stretch, from: from, to: to, body: body)
        }
        try addWhole(rollup, from: start.milliseconds, to: end.milliseconds, body: body)
        let takeAway: Body = { try body($0, $1, SpendFigures() - $2) }
        try forEachFiner(rollup.stretch, from: start.milliseconds, to: from, body: takeAway)
        try forEachFiner(rollup.stretch, from: to, to: end.milliseconds, body: takeAway)
    }

    private func forEachFiner(_ stretch: Stretch, from: Int64, to: Int64, body: Body) throws {
        guard from < to else { return }
        if let finer = stretch.finer { return try forEachSum(finer, from: from, to: to, body: body) }
        // Of a part of an hour, one end at least is no full hour; that is the one to tell of.
        let edge = Timestamp(milliseconds: from)
        try database.requireUnpruned(hourOf: edge.startOfHour == edge ? Timestamp(milliseconds: to) : edge)
        try database.connection.forEach(
            "SELECT * FROM call WHERE at >= ? AND at < ?", .integer(from), .integer(to)
        ) { row in
            let number = try grain.number(ofSeries: row.integer(3), database.dimensions)
            guard try matches(number) else { return }
            let entry = try database.corrected(database.originalEntry(row))
            try body(entry.recorded.call.at.startOfHour, number, entry.recorded.figures)
        }
    }
}

extension Stretch {
    /// The start of the first stretch that lies wholly after a moment.
    fileprivate func firstStart(notBefore moment: Int64) -> Int64 {
        guard moment != .min else { return moment }
        let start = start(of: Timestamp(milliseconds: moment))
        return start.milliseconds == moment ? moment : self.start(after: start).milliseconds
    }
}
