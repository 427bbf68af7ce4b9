import LedgerSimulation
import Testing

@testable import LedgerReports

@Suite("CSV")
struct CSVWriterTests {
    private func text(_ cells: String?...) -> String {
        var writer = CSVWriter()
        writer.row(cells)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test("Cells are quoted only where they must be, and rows end in CRLF")
    func quoting() {
        #expect(text("a", "b c", "d,e", "f\"g", "h\ni", "équipe") == "a,b c,\"d,e\",\"f\"\"g\",\"h\ni\",équipe\r\n")
    }

    @Test("An absent text and an empty one can be told apart")
    func absence() {
        #expect(text(nil, "", nil) == ",\"\",\r\n")
    }

    @Test(
        "A text that a spreadsheet would run is kept from running",
        arguments: [
            ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@a", "'@a"), ("\ta", "'\ta"), ("\ra", "\"'\ra\""),
            ("\na", "\"'\na\""), ("\0a", "'\u{FFFD}a"), ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠a", "'＠a"),
            ("=\"a\",b", "\"'=\"\"a\"\",b\""), ("a=1", "a=1"), (" =1", " =1"), ("a\0b", "a\u{FFFD}b"), ("'=1", "'=1"),
        ])
    func formulas(cell: String, written: String) {
        #expect(text(cell) == written + "\r\n")
    }

    @Test("Numbers are never guarded")
    func numbers() {
        var writer = CSVWriter()
        writer.number("-0.5")
        writer.number(Int64.min)
        writer.empty()
        writer.number(true)
        writer.endRow()
        #expect(String(decoding: writer.takeBytes(), as: UTF8.self) == "-0.5,-9223372036854775808,,true\r\n")
        #expect(writer.bytes == [])
    }

    @Test("Whatever is written is read back by a reader of RFC 4180")
    func roundTrip() {
        var generator = SplitMix64(seed: 4180)
        let pieces = ["a", ",", "\"", "\r\n", "\n", "\r", "=", "'", " ", "検", "e\u{301}", ""]
        for _ in 0..<500 {
            let rows = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                (0..<3).map { _ in
                    "x"
                        + (0..<Int.random(in: 0...6, using: &generator))
                        .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
                }
            }
            var writer = CSVWriter()
            for row in rows { writer.row(row) }
            #expect(read(writer.bytes) == rows)
        }
    }

    /// Reads CSV by the grammar of RFC 4180, byte by byte.
    private func read(_ bytes: [UInt8]) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            switch byte {
            case UInt8(ascii: "\"") where isQuoted && next == byte:
                cell.append(byte)
                index += 1
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted:
                row.append(String(decoding: cell, as: UTF8.self))
                cell = []
            case UInt8(ascii: "\r") where !isQuoted:
                #expect(next == UInt8(ascii: "\n"))
                index += 1
                rows.append(row + [String(decoding: cell, as: UTF8.self)])
                row = []
                cell = []
            default: cell.append(byte)
            }
            index += 1
        }
        #expect(row.isEmpty && cell.isEmpty && !isQuoted)
        return rows
    }
}
