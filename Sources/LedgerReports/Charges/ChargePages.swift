/// The rows of an export on their way out: encoded in pieces, and divided into files where a profile limits them.
struct ChargePages {
    var summary = ChargeExport.Summary()

    private let profile: ChargeProfile
    private let columns: [ChargeColumn]
    private let header: [UInt8]
    private var pending: [UInt8]
    private var bytesInPart: Int
    private var rowsInPart = 0

    /// About how many bytes are handed out at once.
    private static let pieceSize = 1 << 16

    init(profile: ChargeProfile, columns: [ChargeColumn]) {
        self.profile = profile
        self.columns = columns
        var writer = CSVWriter()
        writer.row(columns.map(\.name))
        header = writer.takeBytes()
        pending = header
        bytesInPart = header.count
    }

    mutating func add(_ row: ChargeRow, to output: (Int, [UInt8]) throws -> Void) throws {
        var writer = CSVWriter()
        for column in columns { column.write(row, into: &writer) }
        writer.endRow()
        if rowsInPart == profile.maximumRows || writer.bytes.count > profile.maximumBytes - bytesInPart {
            try flush(to: output)
            summary.parts += 1
            pending = header
            bytesInPart = header.count
            rowsInPart = 0
        }
        pending += writer.bytes
        bytesInPart += writer.bytes.count
        rowsInPart += 1
        summary.rows += 1
        summary.cost += row.charge.cost
        if pending.count >= Self.pieceSize { try flush(to: output) }
    }

    mutating func finish(to output: (Int, [UInt8]) throws -> Void) throws -> ChargeExport.Summary {
        try flush(to: output)
        return summary
    }

    private mutating func flush(to output: (Int, [UInt8]) throws -> Void) throws {
        guard !pending.isEmpty else { return }
        try output(summary.parts, pending)
        pending.removeAll(keepingCapacity: true)
    }
}
