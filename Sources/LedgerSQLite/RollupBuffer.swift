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
        var sums = deltas
        for rollup in Rollup.allCases {
            sums = sums.reduce(into: [:]) { coarser, sum in
                let key = Key(start: rollup.start(of: sum.key.start), series: sum.key.series)
                coarser[key, default: SpendFigures()] += sum.value
            }
            for (key, delta) in sums {
                try rollup.add(delta, start: key.start, series: key.series, in: database)
            }
        }
        deltas.removeAll(keepingCapacity: true)
    }

    /// Drops what was added.
    func forget() {
        deltas = [:]
    }
}
