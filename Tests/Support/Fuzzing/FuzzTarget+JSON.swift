import JSONRepair
import LedgerSimulation
import LosslessJSON

extension FuzzTarget {
    static let jsonTokens = [
        "{", "}", "[", "]", "\"", ":", ",", "\\", "\\\"", "\\u00e9", "\\ud83d\\ude00", "true", "false", "null",
        "\"a\":",
        "-", "e", "E+", ".", " ", "\n", "\t", "/*", "*/", "//", "'", "```", "é", "🦀", "[[[[", "{\"a\":{\"a\":",
    ].map { Array($0.utf8) }

    private static let documents = [
        #"{"a": [1, -2.50, 1e9, 123456789012345678901234567890], "b": {"c": null, "d": [true, false]}, "e": "x"}"#,
        #"["é🦀", "\u00e9\n\t\"\\\/", "\ud83d\ude00", "\ud800", ""]"#,
        #"{"a": 1, "a": 2, "": {}, "deep": [[[[[[[["x"]]]]]]]], "n": [0, -0, 0.0, 1E+2]}"#,
        "\r\n [ ] \t", "\"text\"", "-12.5e-3", "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]}",
    ]

    /// What is read is written as something that reads the same.
    static let json = FuzzTarget(
        "json", seeds: documents.map { Array($0.utf8) }, tokens: jsonTokens
    ) { input, random in
        let value: JSONValue
        do throws(JSONParseError) { value = try JSONValue.parse(input) } catch {
            try FuzzFinding.unless(0...input.count ~= error.offset, "the error is outside of the text: \(error)")
            return false
        }
        try survivesWriting(value, layout: random.next() & 1 == 0 ? .compact : .pretty)
        return true
    }

    /// A repaired value reads the same when it is written, and the same text in pieces gives the same value.
    static let repair = FuzzTarget(
        "repair",
        seeds: (documents + [
            "Here it is:\n```json\n{\"a\": 1, \"b\": [1, 2,],}\n```\nDone.", "{a: 'b', c: True, d: None, // why\n}",
            "{\"a\": \"it's \"quoted\" here\", \"b\": [1 2 3]}", "{\"a\": [1, 2, {\"b\": \"cut of",
            "\"{\\\"a\\\": 1}\"", "(1) {\"x\": 1} (2) {\"y\": 2}", "“a”: “b”", "{\"a\": +1, \"b\": .5, \"c\": 0x1F}",
        ]).map { Array($0.utf8) }, tokens: jsonTokens
    ) { input, random in
        let options = RepairOptions(
            level: RepairLevel.allCases[Int(random.next() % 3)],
            choice: CandidateChoice.allCases[Int(random.next() % 3)])
        var stream = JSONRepairStream(options: options)
        var rest = input[...]
        // Every piece may be read anew; a long text in single bytes is another test's matter.
        while !rest.isEmpty, input.count < 200 {
            let piece = rest.prefix(Int(random.next() % 64) + 1)
            _ = stream.append(piece)
            rest = rest.dropFirst(piece.count)
        }
        guard let result = try? parseJSON(input, options: options) else {
            let isWhole = rest.isEmpty && (try? stream.finish()) != nil
            try FuzzFinding.unless(!isWhole, "the stream has a value, and the whole text has none")
            return false
        }
        if rest.isEmpty, !input.isEmpty {
            try FuzzFinding.unless(try stream.finish().value == result.value, "the stream has another value")
        }
        try survivesWriting(result.value, layout: .compact)
        for repair in result.repairs {
            try FuzzFinding.unless(0...input.count ~= repair.offset, "a repair is outside of the text: \(repair)")
        }
        return true
    }

    private static func survivesWriting(_ value: JSONValue, layout: JSONWriter.Layout) throws {
        var writer = JSONWriter(layout: layout)
        writer.value(value)
        let again: JSONValue
        do {
            again = try JSONValue.parse(writer.bytes)
        } catch {
            throw FuzzFinding("what was written cannot be read: \(error)")
        }
        try FuzzFinding.unless(again == value, "what was written reads as another value")
        var second = JSONWriter(layout: layout)
        second.value(again)
        try FuzzFinding.unless(second.bytes == writer.bytes, "what was read is written in another way")
        // What callers ask of a value; none of it may trap.
        _ = (value.string, value.integer, value.number?.text, value.boolean, value["a"]?.text, value[0]?.string)
        for (key, member) in value.members { _ = (key, member.string, member.integer) }
        for element in value.elements { _ = (element.integer, element.location) }
    }
}
