import Ledger
import LedgerReports
import LosslessJSON
import Pricing

/// What a re-pricing did, or would do, in every format of a report.
struct RepricingReport {
    private let repricing: Repricing
    private let isDryRun: Bool

    /// A report on a re-pricing.
    init(_ repricing: Repricing, isDryRun: Bool) {
        self.repricing = repricing
        self.isDryRun = isDryRun
    }

    /// Prints the summary and the first changes.
    func print(as format: OutputFormat) throws {
        switch format {
        case .table: try StandardOutput.write(Array(table.utf8))
        case .json: try StandardOutput.print(json)
        case .jsonl, .csv:
            var listing = Listing([.init("call_id"), .init("model"), .init("before_usd"), .init("after_usd")])
            for change in repricing.changes {
                listing.add([
                    .text(change.callID), .text(change.model),
                    .amount(change.before?.usd, display: change.before?.display ?? "unknown"),
                    .amount(change.after.usd, display: change.after.display),
                ])
            }
            try listing.print(as: format, name: "changes")
        }
    }

    private var table: String {
        var text = ""
        if !repricing.changes.isEmpty {
            var table = TextTable([.init("call"), .init("model"), .init("before", .right), .init("after", .right)])
            for change in repricing.changes {
                table.add([change.callID, change.model, change.before?.display ?? "unknown", change.after.display])
            }
            text += table.text
        }
        if Int64(repricing.changes.count) < repricing.corrected {
            text += "… the list ends at \(repricing.changes.count) changes\n"
        }
        text += "\(repricing.examined) calls examined, \(repricing.corrected) \(isDryRun ? "would be " : "")corrected, "
        text += "\(repricing.stillUnpriced) without a price"
        if repricing.kept > 0 { text += ", \(repricing.kept) left at the amount they have" }
        text += "; difference \(repricing.difference)\n"
        return text
    }

    private var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("dry_run")
        writer.boolean(isDryRun)
        writer.member("examined", repricing.examined)
        writer.member("corrected", repricing.corrected)
        writer.member("still_unpriced", repricing.stillUnpriced)
        writer.member("kept", repricing.kept)
        writer.member("difference_usd", repricing.difference)
        writer.key("changes")
        writer.beginArray()
        for change in repricing.changes { change.write(to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.text
    }
}

extension Repricing.Change {
    /// Writes the change as a JSON object.
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("call_id", callID)
        writer.member("model", model)
        writer.member("before_usd", before?.usd)
        writer.member("after_usd", after)
        writer.endObject()
    }
}
