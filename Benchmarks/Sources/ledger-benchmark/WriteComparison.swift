import Foundation

/// What the contestants took at one number of calls in flight.
struct WriteComparison {
    let inFlight: Int
    var groups: [Int32] = []
    var syncs: [[Int64]] = []
    var pages = 0
    private var rounds: [String: [(calls: Int, measurement: Measurement)]] = [:]

    init(inFlight: Int) { self.inFlight = inFlight }

    mutating func add(_ measurement: Measurement, of name: String, calls: Int) {
        rounds[name, default: []].append((calls, measurement))
    }

    /// Prints the rows of the table.
    func print() {
        let sizes = groups.sorted()
        let median = sizes.isEmpty ? 0 : sizes[sizes.count / 2]
        Swift.print("\(inFlight) in flight; operations in a transaction: median \(median), most \(sizes.last ?? 0)")
        for name in ["ledger", "C", "GRDB"] {
            guard let own = rounds[name] else { continue }
            let rates = own.map { Double($0.calls) / $0.measurement.seconds }
            let processor = own.map { $0.measurement.processorSeconds / Double($0.calls) * 1e6 }
            let perTransaction = own.map { Double($0.calls * 2) / Double(max($0.measurement.transactions, 1)) }
            Swift.print(
                "  \(pad(name, 8)) \(Spread(rates).text(0)) calls/s, processor \(Spread(processor).text(1)) µs a call, "
                    + "\(Spread(perTransaction).text(1)) operations a transaction")
        }
        for other in ["C", "GRDB"] { printRatio(to: other) }
        printLatencies()
        Swift.print("")
    }

    private func printRatio(to other: String) {
        guard let own = rounds["ledger"], let others = rounds[other] else { return }
        let clock = zip(own, others).map { $1.measurement.seconds / $0.measurement.seconds * 100 }
        let processor = zip(own, others).map {
            $1.measurement.processorSeconds / $0.measurement.processorSeconds * 100
        }
        Swift.print(
            "  ledger to \(pad(other, 5)): \(Spread(clock).text(0)) % of its calls/s; "
                + "\(Spread(processor).text(0)) % by the processor's time")
    }

    private func printLatencies() {
        guard inFlight == 1, let own = rounds["ledger"], let c = rounds["C"], !syncs.isEmpty else { return }
        let ledger = own.map { median($0.measurement.latencies) }
        let baseline = c.map { median($0.measurement.latencies) }
        let bare = syncs.map(median)
        Swift.print(
            "  median µs of a call: ledger \(Spread(ledger).text(0)), C \(Spread(baseline).text(0)), two writes")
        Swift.print("  of \(pages) pages with a sync each \(Spread(bare).text(0))")
        Swift.print("  ledger more than C: \(Spread(zip(ledger, baseline).map { $0 - $1 }).text(0)) µs;")
        Swift.print("  ledger more than the syncs: \(Spread(zip(ledger, bare).map { $0 - $1 }).text(0)) µs")
    }

    private func median(_ nanoseconds: [Int64]) -> Double {
        let sorted = nanoseconds.sorted()
        return sorted.isEmpty ? 0 : Double(sorted[sorted.count / 2]) / 1e3
    }

    private func pad(_ text: String, _ width: Int) -> String {
        text.padding(toLength: width, withPad: " ", startingAt: 0)
    }
}

/// A median with the least and the most of the rounds.
struct Spread {
    private let sorted: [Double]

    init(_ values: [Double]) { sorted = values.sorted() }

    func text(_ digits: Int) -> String {
        guard let least = sorted.first, let most = sorted.last else { return "–" }
        let format = "%.\(digits)f"
        return String(format: "\(format) (\(format)–\(format))", sorted[sorted.count / 2], least, most)
    }
}
