import LosslessJSON
import Testing

@Suite("Strict parsing")
struct StrictnessTests {
    @Test(
        "Every text of the grammar is accepted and kept byte for byte",
        arguments: [
            "null", "true", "false", "0", "-0", "-1", "10", "0.5", "1e1", "1E+9", "-2.50e-3", "0e1", "1e-400", "1e400",
            "340282366920938463463374607431768211456", "\"\"", "\"a\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"",
            "\"\\ud83d\\ude00\"", "\"é中🦀\"", "\"\\ud800\"", "\"\u{7F}\u{2028}\"", "[]", "[[]]", "[1,2]", "{}",
            "{\"\":0}", "{\"a\":1,\"a\":2}", "{\"a\":{\"b\":[{}]}}", "\"\\u0000\"", "[\"],}\"]",
        ])
    func accepts(text: String) throws {
        #expect(try JSONValue.parse(text).text == text)
        let spaced = try JSONValue.parse(" \t\r\n\(text)\n")
        #expect(spaced.text == text)
        #expect(spaced.offset == 4)
    }

    @Test(
        "A text outside of the grammar is refused",
        arguments: [
            "", " ", "nul", "nulll", "True", "NaN", "Infinity", "undefined", "+1", "01", "-01", ".5", "5.", "1.e1", "-",
            "--1", "1e", "1e+", "0x10", "1_000", "1 2", "\"", "\"a", "\"\\\"", "\"\\x41\"", "\"\\u12\"", "\"\\u12g4\"",
            "\"\\", "'a'", "\"a\nb\"", "\"\u{0}\"", "\"\t\"", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1,,2]", "[1 2]",
            "[1:2]", "[1}", "[]]", "{", "}", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{a:1}",
            "{1:1}", "{\"a\" 1}", "{\"a\",1}", "{\"a\":}", "{\"a\":1]", "{\"a\":1}}", "// c\n1", "/* c */1", "1#",
            "\u{FEFF}1", "\u{A0}1", "1\u{C}", "[\u{B}1]", "```json\n{}\n```", "{}{}", "\"a\"\"b\"",
        ])
    func refuses(text: String) {
        #expect(throws: JSONParseError.self) { try JSONValue.parse(text) }
    }

    @Test(
        "Bytes that are not UTF-8 are refused",
        arguments: [
            [0x80], [0xC3], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE4, 0xB8], [0xF0, 0x9F, 0xA6],
            [0xC3, 0x28], [0xE4, 0x28, 0x80],
        ] as [[UInt8]])
    func refusesInvalidUTF8(bytes: [UInt8]) {
        #expect(throws: JSONParseError.self) { try JSONValue.parse([0x22] + bytes + [0x22]) }
        #expect(throws: JSONParseError.self) { try JSONValue.parse([0x22] + bytes) }
        #expect(throws: JSONParseError.self) { try JSONValue.parse(bytes) }
    }

    @Test("Of all texts of two to four bytes outside of ASCII, those that are UTF-8 are accepted")
    func knowsUTF8() {
        // Every first and second byte; of the others the edges, where a sequence goes on or ends.
        let others: [[UInt8]] = [
            [], [0x80], [0xBF], [0xC3], [0x80, 0x80], [0xBF, 0xBF], [0xC3, 0xA9], [0x80, 0xC0], [0xC0, 0x80], [0x7F],
        ]
        for first in UInt8(0x80)...0xFF {
            for second in UInt8(0x80)...0xFF {
                for other in others {
                    let bytes = [first, second] + other
                    let isText = String(validating: bytes, as: UTF8.self) != nil
                    let isAccepted = (try? JSONValue.parse([0x22] + bytes + [0x22])) != nil
                    let isAcceptedInside = (try? JSONValue.parse([0x22] + bytes + Array("abcdefgh\"".utf8))) != nil
                    #expect(isAccepted == isText && isAcceptedInside == isText, "\(bytes)")
                }
            }
        }
    }

    @Test("A fault is told with its place, what was expected and what was found")
    func describesFaults() {
        func message(_ text: String) -> String {
            do throws(JSONParseError) {
                return try JSONValue.parse(text).text
            } catch {
                return error.description
            }
        }
        #expect(
            message("[1,\n é]") == "line 2, column 2 (byte 5): expected a value, found a character outside of ASCII")
        #expect(message("{\"é\" 1}") == "line 1, column 6 (byte 6): expected ':', found '1'")
        #expect(message("[1") == "line 1, column 3 (byte 2): expected ',' or ']', found the end of the text")
        #expect(message("\u{FEFF}[]").hasSuffix("must not start with a byte order mark; remove it"))
        #expect(message("[\"a\n\"]") == "line 1, column 4 (byte 3): control character 10 in a string must be escaped")
        #expect(message("\r\n\r\n01") == "line 3, column 1 (byte 4): a number cannot have leading zeros")
    }

    @Test("Depth is limited where the caller says, and no depth overflows the stack", arguments: [1, 3, 512, 100_000])
    func limitsDepth(depth: Int) throws {
        let limits = JSONLimits(maximumDepth: depth)
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        #expect(try JSONValue.parse(nested(depth), limits: limits).count == (depth == 1 ? 0 : 1))
        #expect(throws: JSONParseError.self) { try JSONValue.parse(nested(depth + 1), limits: limits) }
        let objects = String(repeating: "{\"a\":", count: depth + 1)
        #expect(throws: JSONParseError.self) { try JSONValue.parse(objects, limits: limits) }
    }

    @Test("A text above the size limit is refused, one at the limit is not")
    func limitsSize() throws {
        let limits = JSONLimits(maximumBytes: 4)
        #expect(try JSONValue.parse("1234", limits: limits).integer == 1234)
        let error = #expect(throws: JSONParseError.self) { try JSONValue.parse("12345", limits: limits) }
        #expect(error?.reason == .tooLarge(limit: 4))
    }

    @Test("Slices, raw buffers and arrays give the same value")
    func acceptsAnySequence() throws {
        let bytes = Array("xx[1,{\"a\":\"b\"}]".utf8)
        let expected = try JSONValue.parse("[1,{\"a\":\"b\"}]")
        #expect(try JSONValue.parse(bytes[2...]) == expected)
        #expect(try bytes[2...].withUnsafeBytes { try JSONValue.parse($0) } == expected)
        #expect(try JSONValue.parse(Array(bytes[2...])) == expected)
    }
}
