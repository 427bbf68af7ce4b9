import Ledger
import LedgerReports
import LosslessJSON
import Pricing
import Reconciliation

/// What a comparison with the bill found, in every format of a report.
struct ComparisonReport {
    private let comparison: BillComparison

    /// A report on a comparison.
    init(_ comparison: BillComparison) {
        self.comparison = comparison
    }

    /// Prints all rows, and in a table and in JSON what else there is to say.
    func print(as format: OutputFormat) throws {
        switch format {
        case .table: try StandardOutput.write(Array(table.utf8))
        case .json: try StandardOutput.print(json)
        case .jsonl, .csv: try listing.print(as: format, name: "rows")
        }
    }

    private var table: String {
        var table = TextTable([
            .init("model"), .init("kind"), .init("billed tokens", .right), .init("recorded", .right),
            .init("billed", .right), .init("recorded", .right), .init("outcome"),
        ])
        for row in comparison.rows {
            table.add([
                row.model, row.item?.rawValue ?? "-", row.billed.grouped, row.recorded.grouped, row.billedCost.display,
                row.recordedCost.display, row.outcome.rawValue.replacing("_", with: " "),
            ])
        }
        let period =
            "\(comparison.from.iso8601.prefix(10)) to \(comparison.to.iso8601.prefix(10)), the end exclusive, in UTC"
        var text = "\(period); tolerance \(comparison.tolerance.percent) %\n" + table.text
        for line in findings { text += line.withoutTerminalControls + "\n" }
        for skipped in comparison.skipped {
            let noun = skipped.lines == 1 ? "line" : "lines"
            text +=
                "not compared: \(skipped.lines) \(noun), \(skipped.reason), \(skipped.cost.display)"
                .withoutTerminalControls + "\n"
        }
        for note in comparison.notes { text += "note: \(note)".withoutTerminalControls + "\n" }
        return text
    }

    private var findings: [String] {
        comparison.rows.filter { $0.outcome != .matched }.map { row in
            var line = "\(row.model), \(row.item?.rawValue ?? "all kinds"): "
            let tokens = Quantity(millionths: Int128(row.difference.millionths.magnitude)).grouped
            if row.outcome == .bypassed { line += "\(tokens) tokens of " }
            if row.outcome == .unbilled { line += "\(tokens) tokens " }
            line += row.reason
            if let day = row.days.first { line += "; most on \(day.start.iso8601.prefix(10))" }
            if !row.callers.isEmpty { line += "; on the bill for \(row.callers.joined(separator: ", "))" }
            return line
        } + comparison.priceDifferences.map { "price: \($0)" }
    }

    private var listing: Listing {
        var listing = Listing([
            .init("model"), .init("kind"), .init("billed_tokens"), .init("recorded_tokens"), .init("billed_usd"),
            .init("recorded_usd"), .init("repriced_usd"), .init("outcome"), .init("reason"),
        ])
        for row in comparison.rows {
            listing.add([
                .text(row.model), .text(row.item?.rawValue), .amount(row.billed.text, display: row.billed.grouped),
                .amount(row.recorded.text, display: row.recorded.grouped),
                .amount(row.billedCost.usd, display: row.billedCost.display),
                .amount(row.recordedCost.usd, display: row.recordedCost.display),
                .amount(row.repricedCost?.usd, display: row.repricedCost?.display ?? "-"),
                .text(row.outcome.rawValue), .text(row.reason.isEmpty ? nil : row.reason),
            ])
        }
        return listing
    }

    private var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("from", comparison.from.iso8601)
        writer.member("to", comparison.to.iso8601)
        writer.member("tolerance_percent", comparison.tolerance.percent)
        writer.key("rows")
        writer.beginArray()
        for row in comparison.rows { row.write(to: &writer) }
        writer.endArray()
        writer.key("skipped")
        writer.beginArray()
        for skipped in comparison.skipped {
            writer.beginObject()
            writer.member("reason", skipped.reason)
            writer.member("lines", skipped.lines)
            writer.member("cost_usd", skipped.cost)
            writer.endObject()
        }
        writer.endArray()
        writer.member("price_differences", comparison.priceDifferences)
        writer.member("notes", comparison.notes)
        writer.endObject()
        return writer.text
    }
}

extension BillComparison.Row {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("model", model)
        writer.member("kind", item?.rawValue)
        writer.member("billed_tokens", billed.text)
        writer.member("recorded_tokens", recorded.text)
        writer.member("billed_usd", billedCost)
        writer.member("recorded_usd", recordedCost)
        writer.member("repriced_usd", repricedCost?.usd)
        writer.member("outcome", outcome.rawValue)
        writer.member("reason", reason.isEmpty ? nil : reason)
        writer.key("days")
        writer.beginArray()
        for day in days {
            writer.beginObject()
            writer.member("day", String(day.start.iso8601.prefix(10)))
            writer.member("difference_tokens", day.difference.text)
            writer.endObject()
        }
        writer.endArray()
        writer.member("callers", callers)
        writer.endObject()
    }
}

extension Quantity {
    /// The quantity with a comma between thousands, for tables.
    fileprivate var grouped: String {
        let (whole, rest) = millionths.quotientAndRemainder(dividingBy: 1_000_000)
        return rest == 0 ? Int64(clamping: whole).grouped : text
    }
}
