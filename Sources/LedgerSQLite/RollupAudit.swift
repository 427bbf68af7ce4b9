internal import Ledger
internal import Pricing
internal import SQLite

/// Compares the sums of one kind with the calls, which it is given in the order of time.
final class RollupAudit {
    private let rollup: Rollup
    private let database: Database
    /// Before when calls were pruned: what a sum holds beyond the calls that are there is given to ``pruned``,
    /// with the number that it is kept under.
    private let cut: Timestamp
    private let pruned: (SpendFigures, Int64, Timestamp) throws -> Void
    private var start: Timestamp?
    /// What the calls of the stretch come to, by the numbers of the grain.
    private var expected: [Int64: SpendFigures] = [:]
    /// Up to where the stored sums were compared.
    private var position = Int64.min
    /// How many sums were compared.
    private(set) var examined: Int64 = 0

    init(
        _ rollup: Rollup, _ database: Database, prunedBefore cut: Timestamp = .earliest,
        pruned: @escaping (SpendFigures, Int64, Timestamp) throws -> Void = { _, _, _ in }
    ) {
        self.rollup = rollup
        self.database = database
        self.cut = cut
        self.pruned = pruned
    }

    /// The name of the check.
    var name: String { rollup.table }

    /// Takes the next call.
    func add(_ entry: Entry, report: (String, String) -> Void) throws {
        try add(entry.recorded.figures, series: entry.series, at: entry.recorded.call.at, report: report)
    }

    /// Takes the next figures.
    func add(
        _ figures: SpendFigures, series: Int64, at moment: Timestamp, report: (String, String) -> Void
    ) throws {
        let start = rollup.stretch.start(of: moment)
        if start != self.start { try compare(upTo: start.milliseconds, report: report) }
        self.start = start
        expected[try rollup.grain.number(ofSeries: series, database.dimensions), default: SpendFigures()] += figures
    }

    /// Compares what is left.
    func finish(report: (String, String) -> Void) throws {
        try compare(upTo: .max, report: report)
    }

    private func compare(upTo end: Int64, report: (String, String) -> Void) throws {
        try rollup.forEach(in: database, from: position, to: end) { row in
            examined += 1
            let number = row.integer(1)
            let isPresent = row.integer(0) == start?.milliseconds
            let sum = isPresent ? expected.removeValue(forKey: number) : nil
            let stored = Rollup.figures(row)
            guard stored != sum else { return }
            if row.integer(0) < cut.milliseconds {
                return try pruned(stored - (sum ?? SpendFigures()), number, Timestamp(milliseconds: row.integer(0)))
            }
            let moment = Timestamp(milliseconds: row.integer(0)).iso8601
            report(
                name,
                "\(rollup.grain) \(number) at \(moment): stored are \(stored.calls) calls for \(stored.cost), "
                    + "the calls are \(sum?.calls ?? 0) for \(sum?.cost ?? .zero)")
        }
        for (number, sum) in expected.sorted(by: { $0.key < $1.key }) {
            report(
                name,
                "\(rollup.grain) \(number) at \(start?.iso8601 ?? ""): nothing is stored, the calls are \(sum.calls) "
                    + "for \(sum.cost)")
        }
        expected = [:]
        position = end
    }
}
