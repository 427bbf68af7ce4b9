import FileReading
import InvocationLogs
import Ledger
import LedgerReports
import LosslessJSON
import Pricing

/// What an import did: the figures on standard output, every fault with its file and line on standard error.
struct ImportReport {
    /// Conflicts come in crowds, when a folder is imported again under other rules; a few tell the story.
    private static let maximumConflicts = 10

    private let summary: ImportSummary

    /// A report on an import.
    init(_ summary: ImportSummary) {
        self.summary = summary
    }

    /// Prints the faults, then the figures.
    func print(as format: OutputFormat) throws {
        for fault in summary.unreadable { StandardError.error(fault.description) }
        for fault in summary.broken { StandardError.note(fault.description) }
        noteRest(summary.brokenCount - summary.broken.count, "broken records")
        let conflicts = summary.conflicts.prefix(Self.maximumConflicts)
        for fault in conflicts { StandardError.note(fault.description) }
        noteRest(summary.conflictCount - conflicts.count, "conflicts")
        if format == .json {
            try StandardOutput.print(json)
        } else {
            try StandardOutput.write(Array(table.utf8))
        }
    }

    private func noteRest(_ count: Int, _ what: String) {
        if count > 0 { StandardError.note("… and \(count) further \(what)") }
    }

    private var unpriced: [(kind: ImportSummary.Unpriced, calls: Int)] {
        summary.unpriced.map { (kind: $0.key, calls: $0.value) }
            .sorted { ($1.calls, $0.kind.model, $0.kind.reason) < ($0.calls, $1.kind.model, $1.kind.reason) }
    }

    private var table: String {
        var table = TextTable([.init(""), .init("count", .right), .init("", maximumWidth: 200)])
        func row(_ name: String, _ count: Int, _ remark: String = "", always: Bool = false) {
            if count > 0 || always { table.add([name, "\(count)", remark]) }
        }
        row("files", summary.files, always: true)
        row("left out", summary.ignoredFiles, "no logs by their names or content")
        row("records", summary.records, period, always: true)
        row("new calls", summary.recorded, cost, always: true)
        row("corrected", summary.corrected, "had an estimate or no price before")
        row("duplicates", summary.duplicates, "were in the ledger already")
        row("failed", summary.failedCalls, "of the new calls; the service bills nothing for them")
        row("unpriced", summary.unpricedCount, "of the new calls; their cost is unknown, which is not zero")
        row("renamed", summary.changedNames, "names that the ledger cannot take as they are")
        row("conflicts", summary.conflictCount, "are in the ledger with other content, which stands")
        row("broken", summary.brokenCount, "were skipped")
        row("unreadable", summary.unreadable.count, "files or folders")
        let reasons = unpriced.map { kind, calls in
            "unpriced: \(calls) × \(kind.model): \(kind.reason)".withoutTerminalControls + "\n"
        }
        return table.text + reasons.joined()
    }

    private var period: String {
        guard let earliest = summary.earliest, let latest = summary.latest else { return "" }
        return "from \(earliest.iso8601) to \(latest.iso8601)"
    }

    private var cost: String { "cost \(summary.cost.display)" }

    private var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("files", summary.files)
        writer.member("ignored_files", summary.ignoredFiles)
        writer.member("records", summary.records)
        writer.member("from", summary.earliest)
        writer.member("to", summary.latest)
        writer.member("recorded", summary.recorded)
        writer.member("corrected", summary.corrected)
        writer.member("duplicates", summary.duplicates)
        writer.member("conflicts", summary.conflictCount)
        writer.member("broken", summary.brokenCount)
        writer.member("failed_calls", summary.failedCalls)
        writer.member("unpriced", summary.unpricedCount)
        writer.member("renamed", summary.changedNames)
        writer.member("cost_usd", summary.cost)
        writer.list("unpriced_models", unpriced) { entry, writer in
            writer.member("model", entry.kind.model)
            writer.member("reason", entry.kind.reason)
            writer.member("calls", entry.calls)
        }
        writer.list("broken_records", summary.broken) { $0.write(to: &$1) }
        writer.list("conflicting_records", summary.conflicts) { $0.write(to: &$1) }
        writer.list("unreadable", summary.unreadable) { fault, writer in
            writer.member("file", fault.path)
            writer.member("reason", fault.reason)
        }
        writer.endObject()
        return writer.text
    }
}

extension RecordFault {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.member("file", file)
        writer.member("line", line)
        writer.member("reason", reason)
    }
}

extension JSONWriter {
    /// Writes a member with a list of objects.
    fileprivate mutating func list<Element>(
        _ name: String, _ elements: [Element], _ write: (Element, inout JSONWriter) -> Void
    ) {
        key(name)
        beginArray()
        for element in elements {
            beginObject()
            write(element, &self)
            endObject()
        }
        endArray()
    }
}
