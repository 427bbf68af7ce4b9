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
        case ("import", 2): try await ImportBenchmark.run(log: words[1], runs: 3)
        case ("import", 3): try await ImportBenchmark.run(log: words[1], ledger: words[2])
        case ("log", 3):
            var generator = LogGenerator(seed: 1, recordBytes: Int(words[2]) ?? 1500)
            generator.write(Int(words[1]) ?? 0)
        default:
            print(
                """
                usage: read-benchmark queries FILE | dashboard FILE | export FILE [CSV] | export-while-writing FILE
                       | pricing | import LOG [LEDGER] | log RECORDS BYTES
                """)
            exit(64)
        }
    }
}
