internal import Ledger
internal import Pricing

/// What the calls of one transaction add to the sums by hour, day and month, written once at its end.
final class RollupBuffer {
    private struct Key: Hashable {
        var start: Timestamp
        var series: Int64
    }

    private let database: Database
    /// By hour; days and months follow from them.
    private var deltas: [Key: SpendFigures] = [:]
    /// How often something was added.
    private(set) var changes = 0

    init(_ database: Database) {
        self.database = database
    }

    /// Adds the figures of a call.
    func add(_ figures: SpendFigures, series: Int64, at moment: Timestamp) {
        deltas[Key(start: moment.startOfHour, series: series), default: SpendFigures()] += figures
        changes += 1
    }

    /// Writes what was added.
    func flush() throws {
        guard !deltas.isEmpty else { return }
        var days: [Key: SpendFigures] = [:]
        for (key, delta) in deltas {
            try Rollup.hour.add(delta, start: key.start, series: key.series, in: database)
            days[Key(start: key.start.startOfDay, series: key.series), default: SpendFigures()] += delta
        }
        var months: [Key: SpendFigures] = [:]
        for (key, delta) in days {
            try Rollup.day.add(delta, start: key.start, series: key.series, in: database)
            months[Key(start: key.start.startOfMonth, series: key.series), default: SpendFigures()] += delta
        }
        for (key, delta) in months {
            try Rollup.month.add(delta, start: key.start, series: key.series, in: database)
        }
        deltas.removeAll(keepingCapacity: true)
    }

    /// Drops what was added.
    func forget() {
        deltas = [:]
    }
}
