internal import Ledger
internal import Pricing

/// What the calls of one transaction add to the sums by hour and by day, written once at its end.
final class RollupBuffer {
    private struct Key: Hashable {
        var rollup: Rollup
        var start: Timestamp
        var series: Int64
    }

    private let database: Database
    private var deltas: [Key: SpendFigures] = [:]
    /// How often something was added.
    private(set) var changes = 0

    init(_ database: Database) {
        self.database = database
    }

    /// Adds the figures of a call.
    func add(_ figures: SpendFigures, series: Int64, at moment: Timestamp) {
        for rollup in Rollup.allCases {
            deltas[Key(rollup: rollup, start: rollup.start(of: moment), series: series), default: SpendFigures()] +=
                figures
        }
        changes += 1
    }

    /// Writes what was added.
    func flush() throws {
        for (key, delta) in deltas {
            try key.rollup.add(delta, start: key.start, series: key.series, in: database)
        }
        deltas = [:]
    }

    /// Drops what was added.
    func forget() {
        deltas = [:]
    }
}
