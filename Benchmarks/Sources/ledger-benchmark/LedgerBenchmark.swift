import Foundation

/// `ledger-benchmark write [--rounds N] [--directory PATH] [--in-flight N,N] [--calls N] [--only NAME]`: what a call costs
/// that is reserved and settled through the library, against C and GRDB with the same statements in the same run.
@main
struct LedgerBenchmark {
    static func main() async throws {
        var arguments = CommandLine.arguments.dropFirst()
        guard let mode = arguments.popFirst(), mode == "write" else { usage() }
        var benchmark = WriteBenchmark()
        while let option = arguments.popFirst() {
            guard let value = arguments.popFirst() else { usage() }
            switch option {
            case "--rounds": benchmark.rounds = Int(value) ?? benchmark.rounds
            case "--directory": benchmark.directory = URL(fileURLWithPath: value, isDirectory: true)
            case "--in-flight": benchmark.inFlight = value.split(separator: ",").compactMap { Int($0) }
            case "--calls": benchmark.calls = Int(value)
            case "--only": benchmark.only = value
            default: usage()
            }
        }
        do {
            try await benchmark.run()
        } catch let error as BenchmarkError {
            print(error.reason)
            exit(1)
        }
    }

    private static func usage() -> Never {
        print(
            "usage: ledger-benchmark write [--rounds N] [--directory PATH] [--in-flight N,N] [--calls N] [--only NAME]")
        exit(64)
    }
}
