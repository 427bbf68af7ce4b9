import Ledger
import LosslessJSON
import Testing

@testable import InvocationLogs

@Suite("Reading log files")
struct LogReaderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// What a file holds: `line:requestId`, `line!reason`, and `notice`.
    private func entries(
        _ path: String, limits: ImportLimits = .standard, isDoubtful: Bool = false
    ) throws -> [String] {
        var reader = try LogReader(LogFile(path: path, size: 0, isDoubtful: isDoubtful), limits: limits)
        var result: [String] = []
        while let entry = reader.next() {
            switch entry {
            case .record(let value, let line, _):
                result.append("\(line):\(value["requestId"]?.string?.suffix(1) ?? "")")
            case .broken(let line, let reason): result.append("\(line)!\(reason)")
            case .notice: result.append("notice")
            }
        }
        return result
    }

    private static let one = Sample.record(1)
    private static let two = Sample.record(2)
    private static let both = "\(one)\n\(two)\n"

    static let envelopes: [(name: String, text: String, entries: [String])] = [
        (
            "FilterLogEvents",
            "{\"events\": [\n{\"timestamp\": 1795169730000, \"message\": \(Sample.quoted(one))},\n"
                + "{\"timestamp\": 1795169730001, \"message\": \(Sample.quoted(two))}\n], \"searchedLogStreams\": []}",
            ["2:1", "3:2"]
        ),
        (
            "subscription",
            "{\"messageType\":\"DATA_MESSAGE\",\"logGroup\":\"g\",\"logEvents\":[{\"id\":\"1\","
                + "\"timestamp\":1795169730000,\"message\":\(Sample.quoted(one))}]}"
                + "{\"messageType\":\"CONTROL_MESSAGE\",\"logEvents\":[{\"id\":\"\",\"timestamp\":1,"
                + "\"message\":\"CWL CONTROL MESSAGE: Checking health of destination.\"}]}",
            ["1:1", "notice"]
        ),
        ("events one a line", "{\"timestamp\":1795169730000,\"message\":\(Sample.quoted(one))}\n", ["1:1"]),
        ("message as an object", "{\"timestamp\":1795169730000,\"message\":\(one)}\n", ["1:1"]),
        (
            "export to S3", "2026-11-20T10:15:30.000Z \(one)\n2026-11-20T10:15:30.001Z \(two)\n", ["1:1", "2:2"]
        ),
        ("aws logs tail", "2026-11-20T10:15:30.000000+00:00 aws/bedrock/modelinvocations \(one)\n", ["1:1"]),
        (
            "Insights by API",
            "{\"results\":[[{\"field\":\"@timestamp\",\"value\":\"2026-11-20 10:15:30.000\"},"
                + "{\"field\":\"@message\",\"value\":\(Sample.quoted(one))}]],\"status\":\"Complete\"}",
            ["1:1"]
        ),
        ("Insights by console", "[{\"@timestamp\":\"2026-11-20 10:15:30.000\",\"@message\":\(one)}]", ["1:1"]),
        ("messages as strings", "[\n  \(Sample.quoted(one)),\n  \(Sample.quoted(two))\n]", ["2:1", "3:2"]),
        ("messages as text, by tabs", "\(one)\t\(two)\n", ["1:1", "1:2"]),
        (
            "permission check", "{\"message\":\"Permissions are correctly set for Amazon Bedrock logs.\"}\n\(one)",
            ["notice", "2:1"]
        ),
    ]

    @Test("Records come out of everything that CloudWatch wraps around them", arguments: envelopes.indices)
    func envelope(index: Int) throws {
        let envelope = Self.envelopes[index]
        #expect(try entries(try folder.write("log.json", envelope.text)) == envelope.entries, "\(envelope.name)")
    }

    @Test("The message of a pretty-printed export is reported with its own line")
    func messageLine() throws {
        let text = "{\n  \"events\": [\n    {\n      \"timestamp\": 1,\n      \"message\": \"{oops\"\n    }\n  ]\n}\n"
        let path = try folder.write("log.json", text)
        #expect(
            try entries(path) == [
                "5!the message is not JSON: expected a member name in quotation marks, found 'o' (column 2)"
            ])
    }

    @Test("A byte order mark, blank lines and lines with CR do no harm")
    func layout() throws {
        let path = try folder.write("log.json", "\u{FEFF}\r\n\(Self.one)\r\n\r\n\(Self.two)\r\n")
        #expect(try entries(path) == ["2:1", "4:2"])
    }

    @Test("Pretty-printed records may follow one another, and a fault in one is found on its own line")
    func pretty() throws {
        let pretty = try Sample.pretty(Self.one)
        let lines = pretty.split(separator: "\n").count
        let broken = pretty.replacing("\"modelId\" : \"", with: "\"modelId\" : !\"")
        let place = try #require(broken.split(separator: "\n").firstIndex { $0.contains("!") })
        let path = try folder.write("log.json", "\(pretty)\n\(broken)\n\(pretty)\n")
        let found = try entries(path)
        try #require(found.count == 3)
        #expect(found[0] == "1:1")
        #expect(found[1].hasPrefix("\(lines + place + 1)!not JSON: expected a value, found '!'"))
        #expect(found[1].hasSuffix("of the record that starts on line \(lines + 1))"))
        #expect(found[2] == "\(2 * lines + 1):1")
    }

    @Test("Gzip is known by its content, with one member or several, and padding behind it")
    func gzip() throws {
        let bytes = try folder.gzip(Self.both)
        #expect(try entries(try folder.write("log", bytes)) == ["1:1", "2:2"])
        #expect(try entries(try folder.write("plain.gz", Self.both)) == ["1:1", "2:2"])
        let members = try folder.gzip(Self.one) + folder.gzip("\n") + folder.gzip("") + folder.gzip(Self.two)
        #expect(try entries(try folder.write("members.gz", members)) == ["1:1", "2:2"])
        let padded = bytes + [UInt8](repeating: 0, count: 100_000)
        #expect(try entries(try folder.write("padded.gz", padded)) == ["1:1", "2:2"])
        #expect(try entries(try folder.write("empty.gz", try folder.gzip(""))) == [])
        #expect(try entries(try folder.write("empty.json", "")) == [])
    }

    @Test("Of a gzip file that breaks off or is damaged, the records before the fault go in")
    func damagedGzip() throws {
        let text = (1...2000).map { Sample.record($0) }.joined(separator: "\n") + "\n"
        let bytes = try folder.gzip(text)
        let half = try entries(try folder.write("half.gz", bytes.prefix(bytes.count / 2)))
        let cut = try #require(half.last)
        #expect(cut.contains("!the gzip data ends early, at byte \(bytes.count / 2)"))
        #expect(half.count > 100 && half.dropLast().allSatisfy { $0.contains(":") })
        #expect(cut.hasPrefix("\(half.count)!"), "the fault stands behind the last whole record")

        var damaged = bytes
        damaged[bytes.count - 6] ^= 0xFF
        let checksum = try entries(try folder.write("damaged.gz", damaged))
        #expect(checksum.count == 2001)
        #expect(checksum.last?.hasPrefix("2001!the gzip data is damaged near byte ") == true)

        let tail = try entries(try folder.write("tail.gz", bytes + Array("tail".utf8)))
        #expect(tail.last == "2001!something other than gzip follows the gzip data, at byte \(bytes.count)")
    }

    @Test("A file that inflates without end is given up at its limit")
    func bomb() throws {
        let path = try folder.write("bomb.gz", try folder.gzip(String(repeating: " ", count: 5_000_000)))
        let limits = ImportLimits(maximumFileBytes: 1_000_000)
        #expect(try entries(path, limits: limits).last?.contains("inflates to more than 1000000 bytes") == true)
        let endless = try folder.write(
            "endless.gz", try folder.gzip("{\"a\":\"" + String(repeating: "x", count: 5_000_000)))
        let small = ImportLimits(maximumRecordBytes: 100_000)
        #expect(try entries(endless, limits: small) == ["1!there is no end of a record within 800000 bytes"])
    }

    @Test("A line above the limit is refused with its line, the others stand")
    func hugeLine() throws {
        let huge = Sample.record(2, ["padding": Sample.quoted(String(repeating: "x", count: 100_000))])
        let path = try folder.write("log.jsonl", "\(Self.one)\n\(huge)\n\(Self.one)\n")
        let limits = ImportLimits(maximumRecordBytes: 50_000)
        #expect(try entries(path, limits: limits) == ["1:1", "2!the record is larger than 50000 bytes", "3:1"])
    }

    @Test(
        "What is no log record is said to be none",
        arguments: [
            ("{\"recordId\":\"1\",\"modelInput\":{},\"modelOutput\":{}}", "a record of a batch job"),
            ("{}", "not an invocation log record: it has no schemaType"),
            ("hello", "not an invocation log record: text instead of an object"),
            ("[1]", "not an invocation log record: text instead of an object"),
            ("{\"message\":\"hello\"}", "not an invocation log record: text instead of an object"),
            ("{\"message\":5}", "not an invocation log record: number instead of an object"),
            ("[[{\"field\":\"@ptr\",\"value\":\"x\"}]]", "a list without the field @message"),
            ("{\"message\":{\"message\":{\"message\":{\"message\":{}}}}}", "more than 4 envelopes"),
        ])
    func foreign(text: String, reason: String) throws {
        let found = try entries(try folder.write("log.json", text))
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("1!\(reason)") == true, "\(found)")
    }

    @Test(
        "A file of another format is named once, not line by line",
        arguments: [
            ([0xFF, 0xFE, 0x7B, 0x00, 0x0A, 0x00], "the file is text in UTF-16; convert it to UTF-8"),
            ([0x28, 0xB5, 0x2F, 0xFD, 0x0A, 0x0A], "the file is compressed by zstd; unpack it first"),
        ] as [([UInt8], String)])
    func otherFormats(bytes: [UInt8], reason: String) throws {
        #expect(try entries(try folder.write("log.json", bytes)) == ["1!\(reason)"])
    }

    @Test("No bytes stop the reader, compressed or not", arguments: 0..<40 as Range<UInt64>)
    func random(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var bytes = seed % 2 == 0 ? try folder.gzip(Self.both) : Array(Self.both.utf8)
        for _ in 0..<Int.random(in: 1...20, using: &generator) {
            let place = Int.random(in: 2..<bytes.count, using: &generator)
            bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
        }
        bytes.removeLast(Int.random(in: 0..<bytes.count / 2, using: &generator))
        let found = try entries(try folder.write("log.json", bytes))
        #expect(found.count <= 50)
    }
}
