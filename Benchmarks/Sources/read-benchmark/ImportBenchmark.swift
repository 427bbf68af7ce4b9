import FileReading
import InvocationLogs
import Ledger
import LedgerSQLite
import Pricing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Imports a file of invocation logs: into a ledger, or into one that keeps nothing.
struct ImportBenchmark {
    /// Reads and prices, and keeps nothing.
    static func run(log: String, runs: Int) async throws {
        try await run(log: log, runs: runs, name: "read and price", into: DiscardingStore())
    }

    /// Imports into a new ledger, at `synchronous=FULL` as always.
    static func run(log: String, ledger path: String) async throws {
        let ledger = try await SQLiteLedger.open(path: path)
        try await run(log: log, runs: 1, name: "import", into: ledger)
        await ledger.close()
    }

    private static func run(log: String, runs: Int, name: String, into store: some LedgerStore) async throws {
        let size = try jsonSize(of: log)
        let importer = Importer(store: store, pricer: Pricer(card: try RateCard.shipped()))
        var summary: ImportSummary?
        let measurement = try await Measurement.of(name, runs: runs, warmup: false) {
            summary = try await importer.run(try LogSource(paths: [log]))
        }
        guard let summary else { return }
        let middle = measurement.processor.count / 2
        let megabytes = Double(size) / 1e6
        let perProcessor = megabytes / (measurement.processor[middle] / 1000)
        let perSecond = megabytes / (measurement.elapsed[middle] / 1000)
        print(
            measurement.line + "\t\(summary.records) records\t\(summary.recorded) recorded\t"
                + "\(summary.brokenCount) broken\t\(Int(megabytes)) MB\t\(rounded(perProcessor)) MB/s of a processor\t"
                + "\(rounded(perSecond)) MB/s\tmost memory \(mostMemory() >> 20) MiB\t\(summary.cost)")
    }

    private static func jsonSize(of path: String) throws -> Int64 {
        var file = try InflatedFile(path: path, limit: .max)
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        var size: Int64 = 0
        while case let count = try file.read(into: &chunk), count > 0 { size += Int64(count) }
        return size
    }

    private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }

    /// The most memory that this program had at once, in bytes.
    private static func mostMemory() -> Int {
        var usage = rusage()
        #if canImport(Glibc)
            getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
            return usage.ru_maxrss << 10
        #else
            getrusage(RUSAGE_SELF, &usage)
            return usage.ru_maxrss
        #endif
    }
}
