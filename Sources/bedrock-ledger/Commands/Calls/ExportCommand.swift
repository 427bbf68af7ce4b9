import ArgumentParser
import Ledger
import LedgerReports

/// Writes calls, spend or charges to a file.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write one row a call, or what was charged in the form of FOCUS, Vantage or Datadog.",
        discussion: """
            Rows are streamed, and amounts are exact. In CSV (RFC 4180), a text that a spreadsheet would run as a \
            formula gets a ' in front. A file appears only once it is complete.

            EXAMPLES:
              bedrock-ledger export --format csv --since month -o calls.csv
              bedrock-ledger export --format jsonl --team search
              bedrock-ledger export --profile focus --account 111122223333 --since last-month --until month -o focus.csv
            """)

    @Option(help: "What a row is, and which columns it has.")
    var profile = ExportProfile.calls

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write (default: standard output).", valueName: "file"))
    var output: String?

    @Flag(help: "Start a CSV file with the mark by which Excel reads it as UTF-8.")
    var byteOrderMark = false

    @OptionGroup var account: AccountOptions
    @OptionGroup var filter: FilterOptions
    // The shared group, because the root takes --format too, and would keep it from an option of this command's own.
    @OptionGroup var format: FormatOptions
    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        guard [nil, .csv, .jsonl].contains(format.format) else {
            throw ValidationError("calls are exported as CSV or JSON lines; give --format csv or --format jsonl")
        }
        guard try format.or(.csv) == .csv || (profile == .calls && !byteOrderMark) else {
            throw ValidationError("only calls are exported as JSON lines, without a byte order mark; give --format csv")
        }
    }

    func run() async throws {
        let calls = try filter.filter(rates: rates)
        var target = ExportTarget(output, byteOrderMark: byteOrderMark)
        switch profile {
        case .calls:
            let rows: CallExport.Format = try format.or(.csv) == .csv ? .csv : .jsonLines
            let count = try await ledger.withLedger(ifAbsent: .fail) {
                try await CallExport(store: $0, filter: calls, format: rows).write { try target.write($0) }
            }
            try target.commit(count, "call")
        case .spend:
            let count = try await ledger.withLedger(ifAbsent: .fail) {
                try await SpendExport(store: $0, filter: calls).write { try target.write($0) }
            }
            try target.commit(count, "row")
        case .focus: try await write(.focus(try account.billingAccount()), of: calls, to: &target)
        case .vantage: try await write(.vantage(try account.billingAccount()), of: calls, to: &target)
        case .datadog: try await write(.datadog, of: calls, to: &target)
        }
    }

    private func write(_ profile: ChargeProfile, of calls: CallFilter, to target: inout ExportTarget) async throws {
        let pricer = try rates.pricer()
        let summary = try await ledger.withLedger(ifAbsent: .fail) {
            try await ChargeExport(store: $0, filter: calls, profile: profile, pricer: pricer).write {
                try target.write(part: $0, $1)
            }
        }
        try target.commit(summary.rows, "row")
        if summary.unpricedCalls > 0 {
            StandardError.warning(
                (summary.unpricedCalls == 1
                    ? "1 call has no known price and is in no row; "
                    : "\(summary.unpricedCalls) calls have no known price and are in no row; ")
                    + "bedrock-ledger reprice prices such calls once the rate card knows their models")
        }
    }
}
