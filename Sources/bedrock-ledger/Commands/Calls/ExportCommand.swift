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

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write (default: standard output).", valueName: "file"))
    var output: String?

    @OptionGroup var filter: FilterOptions
    // The shared group, because the root takes --format too, and would keep it from an option of this command's own.
    @OptionGroup var format: FormatOptions
    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        guard [nil, .csv, .jsonl].contains(format.format) else {
            throw ValidationError("calls are exported as CSV or JSON lines; give --format csv or --format jsonl")
        }
    }

    func run() async throws {
        let calls = try filter.filter(rates: rates)
        try await ledger.withLedger(ifAbsent: .fail) { store in
            let rows: CallExport.Format = format.or(.csv) == .csv ? .csv : .jsonLines
            try await write(CallExport(store: store, filter: calls, format: rows))
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
