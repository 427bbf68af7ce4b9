import ArgumentParser
import Ledger
import LedgerReports
import LedgerSQLite
import Pricing

/// Writes what a team is charged for a month.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a statement of what a team is charged for a month, to be booked or printed.",
        discussion: """
            Every table adds up to the same total, to the last digit. The page (html) prints on A4 and asks nothing of \
            any server.

            EXAMPLES:
              bedrock-ledger report --team search --month 2026-10 --format html -o search-2026-10.html
              bedrock-ledger report --team search --month 2026-10 --format csv
            """)

    @Option(help: "The team that is charged.")
    var team: String

    @Option(help: ArgumentHelp("The month, in UTC.", valueName: "2026-10"))
    var month: Month

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write (default: standard output).", valueName: "file"))
    var output: String?

    @Flag(help: "Start a CSV file with the mark by which Excel reads it as UTF-8.")
    var byteOrderMark = false

    // The shared group, because the root takes --format too, and would keep it from an option of this command's own.
    @OptionGroup var format: FormatOptions
    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        guard [nil, .md, .html, .csv].contains(format.format) else {
            throw ValidationError("a statement is written as md, html or csv")
        }
    }

    /// Says so where the team has no call in the month, as where its name is misspelt.
    private func warnUnlessCharged(in store: any LedgerStore) async throws {
        let calls = CallFilter(since: month.start, until: month.end)
        let teams = try await store.spend(by: [.team], filter: calls).rows.compactMap { $0.key[0] }
        guard !teams.contains(team) else { return }
        let others = teams.isEmpty ? "nobody has any" : "those who have: \(teams.prefix(20).joined(separator: ", "))"
        StandardError.warning("team \(team) has no calls in \(month.name); \(others)")
    }

    func run() async throws {
        let statement = try await ledger.withLedgerFile(ifAbsent: .fail) { ledger in
            let filter = CallFilter(since: month.start, until: month.end, team: team)
            try await warnUnlessCharged(in: ledger)
            let corrections = try await ledger.correctionSums(filter)
            return try await TeamStatement(
                from: ledger, team: team, month: month, corrections: corrections, now: .now())
        }
        let bytes =
            switch format.format {
            case .html: Array(statement.html.utf8)
            case .csv: (byteOrderMark ? CSVWriter.byteOrderMark : []) + statement.csv
            default: Array(statement.markdown.utf8)
            }
        guard let output, output != "-" else { return try StandardOutput.write(bytes) }
        let file = try AtomicFile(path: output)
        try file.write(bytes)
        try file.commit()
        try StandardOutput.print("wrote the statement of \(month.name) for team \(team) to \(output)")
    }
}
