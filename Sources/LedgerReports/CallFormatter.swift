import Ledger
import Pricing
import Synchronization

/// Writes tables of calls as rows of CSV, the same to the byte as ``CallRow`` writes the calls one by one.
///
/// What calls have in common is written once for each template and kept. Use one formatter in one task at a time: others
/// would wait for it.
final class CallFormatter: Sendable {
    /// The cells of a template.
    private final class Cells: Sendable {
        let template: CallTemplate
        /// From the team to the cost's status, each with a comma in front.
        let head: [UInt8]
        /// The version of the rates and the reason, likewise.
        let tail: [UInt8]
        let hasCost: Bool

        init(_ template: CallTemplate) {
            self.template = template
            var writer = CSVWriter()
            // What comes first has no comma in front.
            writer.empty()
            CallRow(RecordedCall(sequence: 0, call: template.call, breakdown: nil, isEstimated: false))
                .writeFiled(into: &writer)
            head = writer.takeBytes()
            writer.text(template.call.cost.ratesVersion)
            writer.text(template.call.cost.reason)
            tail = writer.takeBytes()
            hasCost = template.call.cost.status == .priced
        }
    }

    /// The most templates that are kept.
    private static let maximumKept = 25_000
    /// The most bytes of a row, but for its ids and its template's cells: times, 13 numbers, 8 amounts, and commas.
    private static let largestNumbers = 600

    private let kept = Mutex([ObjectIdentifier: Cells]())

    /// The rows of a table.
    func csv(_ table: CallTable) -> [UInt8] {
        kept.withLock { kept in
            let cells = table.templates.map { Self.cells(of: $0, in: &kept) }
            var buffer = RowBuffer(capacity: table.count * 400 + 4096)
            table.forEach(
                plain: { row, template, id, requestID in
                    Self.write(row, cells[template], id, requestID, into: &buffer)
                },
                other: { call in
                    var writer = CSVWriter()
                    CallRow(call).write(into: &writer)
                    buffer.makeRoom(for: writer.bytes.count)
                    buffer.append(writer.bytes)
                })
            return buffer.bytes
        }
    }

    private static func cells(of template: CallTemplate, in kept: inout [ObjectIdentifier: Cells]) -> Cells {
        // The template is kept too, so that no other can have its place in memory.
        if let known = kept[ObjectIdentifier(template)] { return known }
        if kept.count >= maximumKept { kept = [:] }
        let made = Cells(template)
        kept[ObjectIdentifier(template)] = made
        return made
    }

    private static func write(
        _ row: CallTable.Row, _ cells: Cells, _ id: UnsafeRawBufferPointer, _ requestID: UnsafeRawBufferPointer?,
        into buffer: inout RowBuffer
    ) {
        let comma = UInt8(ascii: ",")
        // A byte of a text may become three, or two in quotes; the id stands in two cells.
        buffer.makeRoom(
            for: largestNumbers + cells.head.count + cells.tail.count + 6 * id.count + 3 * (requestID?.count ?? 0))
        let start = buffer.count
        write(id, into: &buffer)
        let idSize = buffer.count - start
        buffer.append(comma)
        if let requestID { write(requestID, into: &buffer) }
        buffer.append(comma)
        buffer.append(iso8601: row.at)
        buffer.append(cells.head)
        for tokens in [row.input, row.cacheRead, row.cacheWrite5m, 0, row.cacheWrite1h, row.output] {
            buffer.append(comma)
            buffer.append(decimal: tokens)
        }
        // There are no other units.
        buffer.append(comma)
        for amount in [row.freshInputCost, row.cachedInputCost, row.cacheWriteCost, row.outputCost, 0, row.cost] {
            buffer.append(comma)
            if cells.hasCost { buffer.append(usd: amount) }
        }
        buffer.append(row.isEstimated ? ",true,0," : ",false,0,")
        if row.hasReservation { buffer.appendAgain(from: start, size: idSize) }
        buffer.append(comma)
        buffer.append(usd: row.overshoot)
        buffer.append(cells.tail)
        buffer.append(comma)
        if let latency = row.latency { buffer.append(decimal: latency) }
        buffer.append("\r\n")
    }

    /// Writes the cell of a text.
    private static func write(_ text: UnsafeRawBufferPointer, into buffer: inout RowBuffer) {
        if let first = text.first, isLetterOrDigit(first), text.allSatisfy(isPlain) { return buffer.append(text) }
        var writer = CSVWriter()
        writer.text(String(decoding: text, as: UTF8.self))
        buffer.append(writer.bytes)
    }

    /// Whether a byte begins nothing that is guarded.
    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    }

    /// Whether a byte within a text is neither a comma nor a quotation mark, nor stands before it in ASCII.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > UInt8(ascii: "\"") && byte != UInt8(ascii: ",")
    }
}
