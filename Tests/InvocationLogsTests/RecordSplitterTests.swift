import Testing

@testable import InvocationLogs

@Suite("Cutting a log into records")
struct RecordSplitterTests {
    /// Cuts a text that comes in chunks of some size, and writes each piece as `line:text` or `line!reason`.
    private func split(_ text: String, chunk: Int = 1 << 16, limit: Int = 1 << 20) -> [String] {
        split(Array(text.utf8), chunk: chunk, limit: limit)
    }

    private func split(_ bytes: [UInt8], chunk: Int, limit: Int) -> [String] {
        var splitter = RecordSplitter(maximumRecordBytes: limit)
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + chunk)
            bytes[start..<end].withUnsafeBytes { splitter.append($0) }
            start = end
        }
        splitter.finish()
        return splitter.pieces.map {
            switch $0 {
            case .value(let bytes, let line): "\(line):\(String(decoding: bytes, as: UTF8.self))"
            case .text(let bytes, let line): "\(line)?\(String(decoding: bytes, as: UTF8.self))"
            case .broken(let line, let reason): "\(line)!\(reason)"
            }
        }
    }

    /// Texts of every form, and what they hold.
    static let examples: [(text: String, pieces: [String])] = [
        ("", []),
        (" \r\n\n\t", []),
        ("{\"a\":1}", ["1:{\"a\":1}"]),
        ("{\"a\":1}\n{\"b\":2}\n", ["1:{\"a\":1}", "2:{\"b\":2}"]),
        ("{\"a\":1}\r\n\r\n{\"b\":2}\r\n", ["1:{\"a\":1}", "3:{\"b\":2}"]),
        ("{\"a\":1}{\"b\":2}, {\"c\":3}", ["1:{\"a\":1}", "1:{\"b\":2}", "1:{\"c\":3}"]),
        ("\u{1E}{\"a\":1}\n\u{1E}{\"b\":2}\n", ["1:{\"a\":1}", "2:{\"b\":2}"]),
        (
            "{\n  \"a\": [\n    {\n      \"b\": 1\n    }\n  ]\n}\n{\n}\n",
            ["1:{\n  \"a\": [\n    {\n      \"b\": 1\n    }\n  ]\n}", "8:{\n}"]
        ),
        ("{\n\"a\": [\n{\n\"b\": 1\n}\n]\n}", ["1:{\n\"a\": [\n{\n\"b\": 1\n}\n]\n}"]),
        ("[{\"a\":1},{\"b\":[2]}]", ["1:{\"a\":1}", "1:{\"b\":[2]}"]),
        ("[\n{\"a\":1},\n{\"b\":2}\n]\n", ["2:{\"a\":1}", "3:{\"b\":2}"]),
        ("[\n  {\n    \"a\": 1\n  },\n  {}\n]", ["2:{\n    \"a\": 1\n  }", "5:{}"]),
        ("[]\n[{}]\n", ["2:{}"]),
        ("{\"Records\":[{\"a\":1},{\"b\":2}]}", ["1:{\"a\":1}", "1:{\"b\":2}"]),
        (
            "{\n \"next\": \"x\",\n \"events\" : [\n  {\"message\": \"{\\\"a\\\":[1}\"}\n ],\n \"last\": {\"b\": []}\n}\n",
            ["4:{\"message\": \"{\\\"a\\\":[1}\"}"]
        ),
        ("{\"Records\":[{\"logEvents\":[{\"m\":1}],\"x\":2}],\"y\":[1]}{\"z\":1}", ["1:{\"m\":1}", "1:{\"z\":1}"]),
        ("{\"results\":[[{\"f\":1},{\"f\":2}],[{\"f\":3}]],\"s\":{}}", ["1:[{\"f\":1},{\"f\":2}]", "1:[{\"f\":3}]"]),
        ("{\"schemaType\":1,\"events\":[{}]}", ["1:{\"schemaType\":1,\"events\":[{}]}"]),
        ("{\"a\":{\"events\":[1]}}", ["1:{\"a\":{\"events\":[1]}}"]),
        ("[\"{\\\"a\\\":1}\", \"x\"]\n", ["1:\"{\\\"a\\\":1}\"", "1:\"x\""]),
        ("2026-11-20T10:15:30.000Z {\"a\":1}\n", ["1?2026-11-20T10:15:30.000Z {\"a\":1}"]),
        ("[1, null, {\"a\":1}]", ["1?1", "1?null", "1:{\"a\":1}"]),
        // What is broken, and what must not be lost with it.
        ("{\"a\":{\"b\":1\n{\"c\":2}\n", ["1!the record is not closed", "2:{\"c\":2}"]),
        ("{\n{\"c\":2}\n", ["1!the record is not closed", "2:{\"c\":2}"]),
        ("{\"a\":\"x\n{\"c\":2}\n", ["1!a string is not closed", "2:{\"c\":2}"]),
        ("{\"a\":[1}\n{\"c\":2}\n", ["1!'}' closes nothing", "2:{\"c\":2}"]),
        ("{\"a\":1}}\n{\"c\":2}\n", ["1!something follows the record", "2:{\"c\":2}"]),
        ("{\"a\":1}x\n{\"c\":2}\n", ["1!something follows the record", "2:{\"c\":2}"]),
        ("[\"a\":1,\"b\":2]\n{\"c\":2}\n", ["1!something follows the record", "2:{\"c\":2}"]),
        ("{\"Records\":[{\"a\":[1},{}]}\n{\"c\":2}\n", ["1!'}' closes nothing", "2:{\"c\":2}"]),
        ("hello\n{\"c\":2}\n", ["1?hello", "2:{\"c\":2}"]),
        ("{\"a\":1}\n{\"b\":", ["1:{\"a\":1}", "2!the file ends within the record"]),
        ("{\"Records\":[{\"a\":1},{\"b\":", ["1:{\"a\":1}", "1!the file ends within the record"]),
        ("[{\"a\":1}\n", ["1:{\"a\":1}", "2!the file ends within a list of records"]),
        (
            "[\n  {\n    \"a\": \"x\n    \"b\": {\n    }\n  },\n  {\n    \"c\": 1\n  }\n]\n{\"d\":1}\n",
            [
                "3!a string is not closed (in the record that starts on line 2)", "7:{\n    \"c\": 1\n  }",
                "11:{\"d\":1}",
            ]
        ),
        ("[\n{\"a\":{\"b\":1},\n{\"c\":2}\n]\n", ["2!the record is not closed", "3:{\"c\":2}"]),
        ("{\n  \"a\": {\n    \"b\": 1\n  \n{\n  \"c\": 1\n}\n", ["1!the record is not closed", "5:{\n  \"c\": 1\n}"]),
    ]

    @Test("Every form of log gives its records with their lines", arguments: examples.indices)
    func forms(index: Int) {
        let form = Self.examples[index]
        #expect(split(form.text) == form.pieces)
    }

    @Test("Where the chunks end makes no difference", arguments: [1, 2, 3, 7, 64])
    func chunks(size: Int) {
        for form in Self.examples {
            #expect(split(form.text, chunk: size) == form.pieces)
        }
    }

    @Test("A record above the limit is refused and not kept, its neighbours stand", arguments: [5, 1 << 16])
    func oversized(chunk: Int) {
        let long = "{\"a\":\"" + String(repeating: "x", count: 100) + "\"}"
        let refusal = "the record is larger than 64 bytes"
        #expect(split("{}\n\(long)\n{}\n", chunk: chunk, limit: 64) == ["1:{}", "2!\(refusal)", "3:{}"])
        #expect(split("[{},\(long),{}]", chunk: chunk, limit: 64) == ["1:{}", "1!\(refusal)", "1:{}"])
    }

    @Test("A record nested too deep is refused without keeping its brackets")
    func depth() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(
            split("{\"a\":\(deep)\n{}\n") == ["1!the record is nested deeper than 512 levels", "2:{}"])
    }

    @Test("No bytes stop the splitter, and the chunks never matter", arguments: 0..<200 as Range<UInt64>)
    func random(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let alphabet = Array("{{{}}}[[]]\"\"\"\\,,::\n\n\n  \r\tab1events\"Records\":[".utf8) + [0, 0xFF, 0x1E]
        let bytes = (0..<400).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
        let whole = split(bytes, chunk: bytes.count, limit: 64)
        #expect(split(bytes, chunk: 1, limit: 64) == whole)
        #expect(split(bytes, chunk: 13, limit: 64) == whole)
    }
}
