import Foundation
import Ledger
import LedgerReports
import LedgerSQLite
import Pricing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Exports all calls of a ledger as CSV to nowhere or into a file, while somebody records more or not.
struct ExportBenchmark {
    static func run(path: String, isWriting: Bool, file: String? = nil) async throws {
        let file = try file.map { try AtomicFile(path: $0) }
        let ledger = try await SQLiteLedger.open(path: path)
        var rows: Int64 = 0
        var bytes = 0
        try await withThrowingTaskGroup(of: Int.self) { group in
            if isWriting {
                group.addTask {
                    var written = 0
                    while !Task.isCancelled { written += try await write(to: ledger, number: written) }
                    return written
                }
            }
            let measurement = try await Measurement.of("export", runs: 1, warmup: false) {
                rows = try await CallExport(store: ledger, filter: CallFilter(), format: .csv).write {
                    bytes += $0.count
                    try file?.write($0)
                }
            }
            group.cancelAll()
            try file?.commit()
            print(measurement.line + "\t\(rows) rows\t\(bytes) bytes\t\(peakMemory())")
            for try await written in group { print("written meanwhile\t\(written)\tlog\t\(size(path + "-wal")) bytes") }
        }
        await ledger.close()
    }

    /// Records 64 calls.
    private static func write(to ledger: SQLiteLedger, number: Int) async throws -> Int {
        guard let sample = try await ledger.call("call-000000777")?.call else { return 0 }
        let calls = (0..<64).map { offset in
            var call = sample
            call.id = "export-\(getpid())-\(number + offset)"
            call.requestID = nil
            return call
        }
        return try await ledger.record(calls).count
    }

    /// The most memory that this program has had, as Linux tells it.
    private static func peakMemory() -> String {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        return status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }.map(String.init) ?? ""
    }

    private static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
