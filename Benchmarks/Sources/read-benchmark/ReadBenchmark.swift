#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Measures what reads a ledger. `read-benchmark queries FILE` asks a ledger that `season-generator` made.
@main
struct ReadBenchmark {
    static func main() async throws {
        let words = Array(CommandLine.arguments.dropFirst())
        switch (words.first, words.count) {
        case ("queries", 2): try await QueryBenchmark.run(path: words[1])
        case ("dashboard", 2): try await QueryBenchmark.runDashboard(path: words[1])
        case ("export", 2): try await ExportBenchmark.run(path: words[1], isWriting: false)
        case ("export", 3): try await ExportBenchmark.run(path: words[1], isWriting: false, file: words[2])
        case ("export-while-writing", 2): try await ExportBenchmark.run(path: words[1], isWriting: true)
        case ("pricing", 1): try await PricingBenchmark.run()
        default:
            print(
                """
                usage: read-benchmark queries FILE | dashboard FILE | export FILE [CSV] | export-while-writing FILE
                | pricing
                """
            )
            exit(64)
        }
    }
}
