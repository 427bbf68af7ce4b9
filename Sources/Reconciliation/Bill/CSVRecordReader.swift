import FileReading

/// Reads comma-separated values by RFC 4180, strictly, one record at a time in bounded memory.
///
/// A record is kept as bytes, and only the cells that are asked for become texts: a bill has a hundred columns and more.
struct CSVRecordReader: ~Copyable {
    private let path: String
    private let limits: BillLimits
    private var file: InflatedFile
    private var chunk = [UInt8](repeating: 0, count: 1 << 18)
    private var unread = 0..<0
    private var record: [UInt8] = []
    /// Where each cell of the record ends.
    private var ends: [Int] = []
    /// The line on which the record started, from 1 on.
    private(set) var line: Int64 = 0
    private var nextLine: Int64 = 1

    init(path: String, limits: BillLimits) throws(BillError) {
        self.path = path
        self.limits = limits
        do throws(FileReadingError) {
            file = try InflatedFile(path: path, limit: limits.maximumFileBytes)
        } catch {
            throw BillError(error)
        }
    }

    /// How many cells the record has.
    var count: Int { ends.count }

    /// A cell of the record; empty where it has no such.
    func text(_ column: Int) throws(BillError) -> String {
        guard ends.indices.contains(column) else { return "" }
        let start = column == 0 ? 0 : ends[column - 1]
        guard let text = String(validating: record[start..<ends[column]], as: UTF8.self) else {
            throw fault("column \(column + 1) is not UTF-8")
        }
        return text
    }

    /// An error on the line of the record.
    func fault(_ reason: String) -> BillError { BillError(path, line: line, reason) }

    /// Goes to the next record; blank lines are passed over. False at the end of the file.
    mutating func next() throws(BillError) -> Bool {
        repeat {
            record.removeAll(keepingCapacity: true)
            ends.removeAll(keepingCapacity: true)
            line = nextLine
            guard try readRecord() else { return false }
        } while ends.count == 1 && record.isEmpty
        return true
    }

    /// Where the reader stands within a cell.
    private enum State {
        case start, plain, quoted, afterQuote
    }

    private mutating func readRecord() throws(BillError) -> Bool {
        var state = State.start
        var isEmpty = true
        while let byte = try nextByte() {
            isEmpty = false
            switch (state, byte) {
            case (.quoted, UInt8(ascii: "\"")): state = .afterQuote
            case (.quoted, _):
                if byte == UInt8(ascii: "\n") { nextLine += 1 }
                try append(byte)
            case (.afterQuote, UInt8(ascii: "\"")):
                try append(byte)
                state = .quoted
            case (_, UInt8(ascii: ",")):
                try endCell()
                state = .start
            case (_, UInt8(ascii: "\n")):
                nextLine += 1
                try endCell()
                return true
            case (_, UInt8(ascii: "\r")):
                guard try nextByte() == UInt8(ascii: "\n") else { throw fault("a carriage return ends no line") }
                nextLine += 1
                try endCell()
                return true
            case (.start, UInt8(ascii: "\"")): state = .quoted
            case (.afterQuote, _): throw fault("something follows the closing quote of column \(ends.count + 1)")
            case (.plain, UInt8(ascii: "\"")): throw fault("column \(ends.count + 1) has a quote within its text")
            case (.start, _), (.plain, _):
                try append(byte)
                state = .plain
            }
        }
        guard state != .quoted else { throw fault("the file ends within quotes; it was cut off") }
        guard !isEmpty else { return false }
        try endCell()
        return true
    }

    private mutating func append(_ byte: UInt8) throws(BillError) {
        guard record.count < limits.maximumRecordBytes else {
            throw fault("the record is longer than \(limits.maximumRecordBytes) bytes; is a quote missing?")
        }
        record.append(byte)
    }

    private mutating func endCell() throws(BillError) {
        guard ends.count < limits.maximumColumns else {
            throw fault("there are more than \(limits.maximumColumns) columns")
        }
        ends.append(record.count)
    }

    private mutating func nextByte() throws(BillError) -> UInt8? {
        if unread.isEmpty {
            do throws(FileReadingError) {
                unread = 0..<(try file.read(into: &chunk))
            } catch {
                throw BillError(error)
            }
            if unread.isEmpty { return nil }
        }
        defer { unread = unread.dropFirst() }
        return chunk[unread.lowerBound]
    }
}
