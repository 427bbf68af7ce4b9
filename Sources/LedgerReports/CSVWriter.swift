import Pricing

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
        append(Self.mayNeedGuard(value) ? Self.guarded(value) : value)
    }

    /// Whether a text may begin like a formula or hold a NUL, by a look at its bytes alone.
    private static func mayNeedGuard(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        // Letters and digits begin nothing that is guarded, and most cells begin with one.
        let isPlain = (0x30...0x39).contains(first) || (0x41...0x5A).contains(first) || (0x61...0x7A).contains(first)
        return !isPlain || text.utf8.contains(0)
    }

    /// Writes a number, an amount or a time: a cell that holds nothing a spreadsheet could run.
    public mutating func number(_ value: some CustomStringConvertible) {
        separate()
        append(value.description)
    }

    /// Writes a whole number.
    public mutating func number(_ value: Int64) {
        separate()
        bytes.append(decimal: value)
    }

    /// Writes an amount in dollars, as ``Money/usd`` has it.
    mutating func money(_ amount: Money) {
        separate()
        bytes.append(usd: amount)
    }

    /// Writes a moment, as ``Timestamp/iso8601`` has it.
    mutating func moment(_ moment: Timestamp) {
        separate()
        bytes.append(iso8601: moment)
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

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\r")
            || byte == UInt8(ascii: "\n")
    }

    private mutating func separate() {
        if !isAtRowStart { bytes.append(UInt8(ascii: ",")) }
        isAtRowStart = false
    }

    private mutating func append(_ text: String) {
        var text = text
        let isPlain = text.withUTF8 { cell in
            guard !cell.isEmpty, !cell.contains(where: Self.needsQuotes) else { return false }
            bytes.append(contentsOf: cell)
            return true
        }
        guard !isPlain else { return }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
