import ArgumentParser
import Ledger
import LedgerReports

/// Writes one row a call.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write one row a call, as CSV or JSON lines.",
        discussion: """
            Rows are streamed in the order of recording, and amounts are exact. In CSV (RFC 4180), a text that a \
            spreadsheet would run as a formula gets a ' in front. A file appears only once it is complete.

            EXAMPLES:
              bedrock-ledger export --format csv --since month -o calls.csv
              bedrock-ledger export --format jsonl --team search
            """)

    /// The forms of an export.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv
        case jsonl
    }

    @Option(help: "How the rows are written.")
    var format = Format.csv

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write (default: standard output).", valueName: "file"))
    var output: String?

    @OptionGroup var filter: FilterOptions
    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        let calls = try filter.filter(rates: rates)
        try await ledger.withLedger(ifAbsent: .fail) { store in
            try await write(CallExport(store: store, filter: calls, format: format == .csv ? .csv : .jsonLines))
        }
    }

    private func write(_ export: CallExport) async throws {
        guard let output, output != "-" else {
            try await export.write(to: StandardOutput.write)
            return
        }
        let file = try AtomicFile(path: output)
        let count = try await export.write(to: file.write)
        try file.commit()
        try StandardOutput.print("wrote \(count) \(count == 1 ? "call" : "calls") to \(output)")
    }
}
