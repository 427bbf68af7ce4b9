import ArgumentParser
import FoundationEssentials
import Ledger
import LedgerReports
import LedgerSQLite
import Pricing

/// Takes old calls out of the ledger.
struct PruneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Take the calls before a month out of the ledger; every sum and every budget stays as it is.",
        discussion: """
            Reports by hour, day or month tell the same before and after. What goes are the single calls, with their \
            reservations. Others work on meanwhile, and what was stopped is finished by the next run. Calls stay for \
            \(RetentionRule.minimumDays) days at least.

            EXAMPLES:
              bedrock-ledger prune --before 2026-01 --dry-run
              bedrock-ledger prune --before 2026-01 --archive calls-2025.csv
              bedrock-ledger prune --keep 400d --archive calls-$(date +%F).csv
            """)

    @Option(help: ArgumentHelp("The first month whose calls stay, in UTC.", valueName: "2026-01"))
    var before: Month?

    @Option(
        help: ArgumentHelp("Keep the calls of so long, and of the rest of the month before that.", valueName: "400d"))
    var keep: TimeSpan?

    @Option(
        help: ArgumentHelp(
            "Write the calls that go to this CSV file first, and its SHA-256 to <file>.sha256; neither may exist.",
            valueName: "file"))
    var archive: String?

    @Flag(help: "Say what would go, and change nothing.")
    var dryRun = false

    @OptionGroup var actor: ActorOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        guard (before == nil) != (keep == nil) else {
            throw ValidationError("say what stays: either --before with a month such as 2026-01, or --keep with 400d")
        }
        guard [nil, .table, .json].contains(format.format) else {
            throw ValidationError("a pruning is told as a table or as JSON; give --format table or --format json")
        }
    }

    func run() async throws {
        let cut = cut(at: .now())
        if let archive, !dryRun {
            for file in [archive, "\(archive).sha256"] where FileManager.default.fileExists(atPath: file) {
                throw CommandFailure(
                    .failure, "\(file) exists, and an archive never replaces a file; name another one")
            }
        }
        let report: PruningReport
        do {
            report = try await ledger.withLedgerFile(ifAbsent: .fail) { ledger -> PruningReport in
                if dryRun { return PruningReport(plan: try await ledger.planPruning(before: cut)) }
                return try await prune(ledger, before: cut)
            }
        } catch let error as LedgerError where Task.isCancelled {
            // Somebody asked for the end, who gets the exit code of that.
            StandardError.warning(error.message)
            throw CancellationError()
        }
        try report.print(as: format.or(.table))
    }

    private func cut(at now: Timestamp) -> Timestamp {
        if let before { return before.start }
        return now.advanced(byMilliseconds: -(keep?.milliseconds ?? 0)).startOfMonth
    }

    private func prune(_ ledger: SQLiteLedger, before cut: Timestamp) async throws -> PruningReport {
        if let finished = try await ledger.finishPruning() {
            StandardError.warning(
                "finished pruning \(finished.number) before \(finished.before.iso8601), which was begun at "
                    + "\(finished.begunAt.iso8601) and stopped")
        }
        let plan = try await ledger.planPruning(before: cut)
        guard !plan.isEmpty else { return PruningReport(plan: plan, isDone: true) }
        var hash: String?
        if let archive { hash = try await PruningArchive(store: ledger, plan: plan).write(to: archive) }
        let pruning = try await ledger.prune(plan, actor: actor.name, archiveSHA256: hash)
        return PruningReport(
            plan: plan, isDone: true, pruning: pruning, archive: archive, head: try await ledger.chainHead())
    }
}
