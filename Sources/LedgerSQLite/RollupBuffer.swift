internal import Ledger
internal import Pricing

/// What the calls of one transaction add to the sums, written once at its end.
final class RollupBuffer {
    private struct Key: Hashable {
        var start: Timestamp
        var number: Int64
    }

    private let database: Database
    /// By hour and series; all others follow from them.
    private var deltas: [Key: SpendFigures] = [:]
    /// How often something was added.
    private(set) var changes = 0

    init(_ database: Database) {
        self.database = database
    }

    /// Adds the figures of a call.
    func add(_ figures: SpendFigures, series: Int64, at moment: Timestamp) {
        deltas[Key(start: moment.startOfHour, number: series), default: SpendFigures()] += figures
        changes += 1
    }

    /// Writes what was added.
    func flush() throws {
        guard !deltas.isEmpty else { return }
        for grain in Grain.allCases {
            var sums: [Key: SpendFigures] = [:]
            for (key, delta) in deltas {
                let number = try grain.number(ofSeries: key.number, database.dimensions)
                sums[Key(start: key.start, number: number), default: SpendFigures()] += delta
            }
            for rollup in grain.rollups {
                sums = sums.reduce(into: [:]) { coarser, sum in
                    let key = Key(start: rollup.stretch.start(of: sum.key.start), number: sum.key.number)
                    coarser[key, default: SpendFigures()] += sum.value
                }
                for (key, delta) in sums {
                    try rollup.add(delta, start: key.start, number: key.number, in: database)
                }
            }
        }
        deltas.removeAll(keepingCapacity: true)
    }

    /// Drops what was added.
    func forget() {
        deltas = [:]
    }
}
