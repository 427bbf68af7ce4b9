import Ledger
import LedgerReports
import LosslessJSON
import Pricing

/// What a pruning took out, or would take out.
struct PruningReport {
    private let plan: PruningPlan
    private let isDone: Bool
    private let pruning: Pruning?
    private let archive: String?
    private let head: ChainHead?

    /// A report on a plan, and on what came of it.
    init(
        plan: PruningPlan, isDone: Bool = false, pruning: Pruning? = nil, archive: String? = nil, head: ChainHead? = nil
    ) {
        self.plan = plan
        self.isDone = isDone
        self.pruning = pruning
        self.archive = archive
        self.head = head
    }

    /// Prints the report.
    func print(as format: OutputFormat) throws {
        try StandardOutput.print(format == .json ? json : text)
    }

    private var month: String { String(plan.before.iso8601.prefix(7)) }

    private var text: String {
        guard !plan.isEmpty else { return "there is nothing to prune before \(month)" }
        var lines = [
            "\(isDone ? "pruned" : "would prune") \(counted(plan.calls, "call")) before \(month) that cost \(plan.cost), "
                + "\(counted(plan.corrections, "correction")) and \(counted(plan.reservations, "reservation")); "
                + "\(isDone ? "every sum stays" : "every sum would stay")"
        ]
        if plan.estimated != .zero || plan.unpricedCalls > 0 {
            lines.append(
                "\(plan.estimated) of it is estimated, and \(counted(plan.unpricedCalls, "call")) without a price; "
                    + "\(isDone ? "that is final" : "that would be final")")
        }
        if let archive, let hash = pruning?.archiveSHA256 {
            lines.append("the calls are in \(archive), SHA-256 \(hash)")
        }
        if let head { lines.append("the chain ends at link \(head.number), SHA-256 \(head.sha256)") }
        return lines.joined(separator: "\n")
    }

    private func counted(_ count: Int64, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    private var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("dry_run")
        writer.boolean(!isDone)
        writer.member("before", plan.before)
        writer.member("calls", plan.calls)
        writer.member("corrections", plan.corrections)
        writer.member("reservations", plan.reservations)
        writer.member("cost_usd", plan.cost)
        writer.member("estimated_usd", plan.estimated)
        writer.member("unpriced_calls", plan.unpricedCalls)
        writer.key("number")
        if let number = pruning?.number { writer.number(number) } else { writer.null() }
        writer.member("archive", archive)
        writer.member("archive_sha256", pruning?.archiveSHA256)
        writer.member("chain_sha256", head?.sha256)
        writer.endObject()
        return writer.text
    }
}
