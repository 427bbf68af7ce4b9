import Testing

@testable import Reconciliation

@Suite("A reader of comma-separated values")
struct CSVRecordReaderTests {
    private let folder = TemporaryFolder()

    private func records(_ bytes: [UInt8], limits: BillLimits = BillLimits()) throws -> [[String]] {
        var reader = try CSVRecordReader(path: folder.write(bytes, to: "bill.csv"), limits: limits)
        var records: [[String]] = []
        while try reader.next() {
            var cells: [String] = []
            for column in 0..<reader.count { cells.append(try reader.text(column)) }
            records.append(cells)
        }
        return records
    }

    private func records(_ text: String, limits: BillLimits = BillLimits()) throws -> [[String]] {
        try records(Array(text.utf8), limits: limits)
    }

    @Test("Quotes keep commas, quotes and line ends; blank lines are passed over")
    func forms() throws {
        #expect(
            try records("a,b\r\n\"1,\"\"2\"\"\",\"x\ny\"\n\n,\nlast,é")
                == [["a", "b"], ["1,\"2\"", "x\ny"], ["", ""], ["last", "é"]])
    }

    @Test("The same bytes inflate from gzip")
    func gzip() throws {
        #expect(try records(folder.gzip(Array("a,b\n1,2\n".utf8))) == [["a", "b"], ["1", "2"]])
    }

    @Test(
        "What is no CSV is refused with its line",
        arguments: [
            ("a\n\"x", "bill.csv:2: the file ends within quotes"), ("a\n\"x\"y\n", "bill.csv:2: something follows"),
            ("a\nx\"y\n", "bill.csv:2: column 1 has a quote"), ("a\rb", "bill.csv:1: a carriage return"),
            ("\"a\nb\"\nx\"\n", "bill.csv:3: column 1 has a quote"),
        ])
    func malformed(text: String, message: String) throws {
        let error = try #require(throws: BillError.self) { try records(text) }
        #expect(error.description.contains(message), "\(error)")
    }

    @Test("Bytes that are not UTF-8 are refused")
    func encoding() throws {
        #expect(throws: BillError.self) { try records([0x61, 0x0A, 0xC3, 0x28, 0x0A]) }
    }

    @Test("Records, columns and files beyond the limits are refused")
    func limits() throws {
        #expect(throws: BillError.self) { try records("abcdef\n", limits: BillLimits(maximumRecordBytes: 5)) }
        #expect(throws: BillError.self) { try records("a,b,c\n", limits: BillLimits(maximumColumns: 2)) }
        let bomb = try folder.gzip([UInt8](repeating: UInt8(ascii: "\n"), count: 10_000_000))
        #expect(bomb.count < 20_000)
        let error = try #require(throws: BillError.self) {
            try records(bomb, limits: BillLimits(maximumFileBytes: 1_000_000))
        }
        #expect(error.description.contains("inflates to more than 1000000 bytes"))
    }
}
