/// Writes rows of comma-separated values by RFC 4180: CRLF after each row, quotes only where they are needed.
///
/// Text cells are guarded against formula injection (CWE-1236): a cell that a spreadsheet would take for a formula gets
/// an apostrophe in front. Numbers are never touched, so that a negative amount stays one. A NUL, at which many readers
/// would cut the cell, becomes U+FFFD.
public struct CSVWriter: Sendable {
    /// What has been written since the last ``takeBytes()``.
    public private(set) var bytes: [UInt8] = []
    private var isAtRowStart = true

    /// What makes Excel read a file as UTF-8; it goes in front of the first row, where somebody asks for it.
    public static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// A writer of nothing yet.
    public init() {}

    /// Writes a text cell; an absent text is an empty cell, an empty one a pair of quotes, as databases tell them apart.
    public mutating func text(_ value: String?) {
        separate()
        guard let value else { return }
        append(Self.guarded(value))
    }

    /// Writes a number, an amount or a time: a cell that holds nothing a spreadsheet could run.
    public mutating func number(_ value: some CustomStringConvertible) {
        separate()
        append(value.description)
    }

    /// Writes an empty cell.
    public mutating func empty() {
        separate()
    }

    /// Ends the row.
    public mutating func endRow() {
        bytes.append(UInt8(ascii: "\r"))
        bytes.append(UInt8(ascii: "\n"))
        isAtRowStart = true
    }

    /// Writes a whole row of text cells, such as a header.
    public mutating func row(_ cells: [String?]) {
        for cell in cells { text(cell) }
        endRow()
    }

    /// Hands out what was written and starts anew, so that a long export stays small in memory.
    public mutating func takeBytes() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// The text, with an apostrophe in front where a spreadsheet would take it for a formula.
    static func guarded(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return text }
        let guarded = formulaStarts.contains(first) ? "'" + text : text
        guard guarded.utf8.contains(0) else { return guarded }
        return String(String.UnicodeScalarView(guarded.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
    }

    /// OWASP's list (ASVS 5.0, 1.2.10) with the line feed and the full-width forms.
    private static let formulaStarts: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\0", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    private mutating func separate() {
        if !isAtRowStart { bytes.append(UInt8(ascii: ",")) }
        isAtRowStart = false
    }

    private mutating func append(_ text: String) {
        let needsQuotes = text.utf8.contains {
            $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n")
        }
        guard needsQuotes || text.isEmpty else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
