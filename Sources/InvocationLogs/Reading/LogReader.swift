import FileReading
import LosslessJSON

/// Reads one log file entry by entry, whatever its layout, in bounded memory.
struct LogReader: ~Copyable {
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// What logs are now and then kept as, and what cannot be read here.
    private static let unreadFormats: [(signature: [UInt8], name: String, remedy: String)] = [
        ([0xFF, 0xFE], "text in UTF-16", "convert it to UTF-8"),
        ([0xFE, 0xFF], "text in UTF-16", "convert it to UTF-8"),
        ([0x28, 0xB5, 0x2F, 0xFD], "compressed by zstd", "unpack it first"),
        (Array("PK\u{3}\u{4}".utf8), "a zip archive", "unpack it first"),
        (Array("BZh".utf8), "compressed by bzip2", "unpack it first"),
        (Array("PAR1".utf8), "Parquet", "import the JSON logs"),
    ]

    private let file: LogFile
    private let limits: ImportLimits
    private var bytes: InflatedFile
    private var chunk = [UInt8](repeating: 0, count: 1 << 18)
    private var splitter: RecordSplitter
    private var nextPiece = 0
    private var hasStarted = false
    private var hasEnded = false

    init(_ file: LogFile, limits: ImportLimits) throws(FileReadingError) {
        self.file = file
        self.limits = limits
        bytes = try InflatedFile(path: file.path, limit: limits.maximumFileBytes)
        splitter = RecordSplitter(maximumRecordBytes: limits.maximumRecordBytes)
    }

    /// How many bytes were read from the disk.
    var fileOffset: Int64 { bytes.fileOffset }
    /// Whether the file was found beside logs and its content is something else.
    private(set) var isForeign = false

    /// The next entry; `nil` at the end.
    ///
    /// A file that breaks off, or is damaged, ends with an entry that says so.
    mutating func next() -> LogEntry? {
        while nextPiece == splitter.pieces.count {
            guard !hasEnded else { return nil }
            splitter.pieces.removeAll(keepingCapacity: true)
            nextPiece = 0
            do throws(FileReadingError) { try readChunk() } catch {
                hasEnded = true
                splitter.finish(cutShort: error.reason)
            }
        }
        defer { nextPiece += 1 }
        return Self.entry(splitter.pieces[nextPiece])
    }

    private mutating func readChunk() throws(FileReadingError) {
        let count = try bytes.read(into: &chunk)
        guard count > 0 else {
            hasEnded = true
            return splitter.finish()
        }
        var start = 0
        if !hasStarted {
            hasStarted = true
            start = chunk.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
            if file.isDoubtful, !Self.looksLikeLog(chunk[start..<count]) {
                isForeign = true
                hasEnded = true
                return
            }
            if let format = Self.unreadFormats.first(where: { chunk.prefix(count).starts(with: $0.signature) }) {
                throw FileReadingError(path: file.path, "the file is \(format.name); \(format.remedy)")
            }
        }
        chunk.withUnsafeBytes { splitter.append(UnsafeRawBufferPointer(rebasing: $0[start..<count])) }
        guard splitter.bytesWithoutEnd <= limits.maximumBytesWithoutEnd else {
            throw FileReadingError(
                path: file.path, "there is no end of a record within \(limits.maximumBytesWithoutEnd) bytes")
        }
    }

    private static func looksLikeLog(_ bytes: ArraySlice<UInt8>) -> Bool {
        let text = bytes.drop { [0x20, 0x09, 0x0A, 0x0D, 0x1E].contains($0) }
        guard let first = text.first else { return true }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || LogEnvelope.startsWithTimestamp(text)
    }

    private static func entry(_ piece: RecordSplitter.Piece) -> LogEntry {
        switch piece {
        case .broken(let line, let reason): return .broken(line: line, reason: reason)
        case .text(let bytes, let line): return LogEnvelope(line: line).entry(text: bytes)
        case .value(let bytes, let line):
            do throws(JSONParseError) {
                return LogEnvelope(line: line).entry(try JSONValue.parse(bytes))
            } catch {
                let place = error.line == 1 ? "" : " of the record that starts on line \(line)"
                let reason = "not JSON: \(error.reason) (column \(error.column)\(place))"
                return .broken(line: line + error.line - 1, reason: reason)
            }
        }
    }
}
