import LosslessJSON

/// A named input with the goal that its time is held to.
struct Sample {
    let name: String
    let bytes: [UInt8]
    var goal: String?
}

/// The inputs of the benchmark, made here so that no file is needed.
enum Samples {
    /// An array of records with numbers, escapes, nesting and prose, about as models and services write them.
    static func document(ofBytes size: Int) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        var number = 0
        while writer.bytes.count < size {
            number += 1
            writer.beginObject()
            writer.key("id")
            writer.number(number)
            writer.key("name")
            writer.string("user \(number) \"é\"")
            writer.key("score")
            if let score = JSONNumber("\(number % 97).\(number % 89)") { writer.number(score) }
            writer.key("active")
            writer.boolean(number % 3 == 0)
            writer.key("tags")
            writer.beginArray()
            writer.string("alpha")
            writer.string("beta, 2")
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes
    }

    static func damaged(_ clean: [UInt8]) -> [Sample] {
        let text = String(decoding: clean, as: UTF8.self)
        let goal = "at most 2"
        return [
            Sample(name: "untouched", bytes: clean),
            Sample(name: "truncated at the end", bytes: Array(clean.dropLast(40)), goal: goal),
            Sample(name: "truncated in the middle", bytes: Array(clean.prefix(clean.count / 2)), goal: goal),
            Sample(name: "fenced", bytes: Array("```json\n\(text)\n```".utf8), goal: goal),
            Sample(name: "fenced with prose", bytes: Array("Here it is:\n```json\n\(text)\n```\nBye".utf8), goal: goal),
            Sample(
                name: "fenced and truncated", bytes: Array("```json\n\(text.dropLast(60))".utf8), goal: goal),
            Sample(name: "trailing comma at the end", bytes: Array((text.dropLast() + ",]").utf8), goal: goal),
            Sample(name: "trailing comma in every record", bytes: replace(text, "}", ",}")),
            Sample(name: "single quotation marks", bytes: replace(replace(text, "\\\"", ""), "\"", "'")),
            Sample(name: "missing commas", bytes: replace(text, "},{", "} {")),
            Sample(name: "inner quotation marks", bytes: replace(text, "\\\"", "\"")),
        ]
    }

    static func adversarial(ofBytes size: Int, only: String? = nil) -> [Sample] {
        func fill(_ name: String, _ part: String, prefix: String = "", suffix: String = "") -> Sample {
            guard only == nil || only == name else { return Sample(name: name, bytes: []) }
            let part = Array(part.utf8)
            var bytes = Array(prefix.utf8)
            while bytes.count < size { bytes += part }
            return Sample(name: name, bytes: bytes + Array(suffix.utf8))
        }
        let half = [UInt8](repeating: 0x5B, count: size / 2) + [UInt8](repeating: 0x5D, count: size / 2)
        return [
            fill("opening brackets", "["), fill("opening objects", "{\"a\":"), fill("opening braces", "{"),
            Sample(name: "balanced brackets", bytes: half),
            fill("closing braces", "}"), fill("quotation marks", "\""),
            fill("[ and quotation marks", "\"", prefix: "["),
            fill("{ and quotation marks", "\"", prefix: "{"), fill("unterminated strings", "{\"a\": \"b "),
            fill("unclosed string and commas", "x, ", prefix: "{\"a\": \""),
            fill("unclosed string and names", "x: y, ", prefix: "{\"a\": \""),
            fill("inner quotation marks", "x\" y ", prefix: "{\"a\": \""),
            fill("inner quotation marks, closed", "x \"y\" ", prefix: "{\"a\": \"", suffix: "\"}"),
            fill("backslashes", "\\"), fill("[ and backslashes", "\\", prefix: "[\""), fill("nested elements", "[1,"),
            fill("braces in prose", "so {this} or [that], "), fill("open braces in prose", "so {this or [that, "),
            fill("quoted braces in prose", "so {\"this\" or [\"that, "), fill("plain prose", "just some words. "),
            fill("code fences", "```json\n"), fill("fence and spaces", " ", prefix: "```json", suffix: "x"),
            fill("line breaks", "\n"), fill("commas and spaces", ", ", prefix: "["),
            fill("valid, then rubbish", "x]} ", prefix: "{\"a\":1}"), fill("many small objects", "{\"a\":1} "),
            fill("many empty objects", "{}"), fill("many broken objects", "{\"a\":} "),
            fill("rubbish behind a cut", "x} ", prefix: "{\"a\":[1,"), fill("colons", "a:"),
            fill("{ and colons", "a:", prefix: "{"),
            fill("commas", ","), fill("[ and commas", ",", prefix: "["), fill("comments", "/*"),
            fill("[ and comments", "/*", prefix: "["), fill("line comments", "//x ", prefix: "[\"a\""),
            fill("comments in strings", "\"/*", prefix: "[\"a"), fill("parentheses", "("),
            fill("apostrophes", "['a"), fill("smart marks", "[“"), fill("single marks", "{'a':'b "),
            fill("missing commas", "\"a\" ", prefix: "["), fill("missing quotation marks", "\"a\": \"b, ", prefix: "{"),
            fill("bare words", "a, ", prefix: "["), fill("bare names", "a: 1, ", prefix: "{"),
            fill("mismatched closers", "[}", prefix: "{\"a\":"), fill("line breaks in a string", "\n", prefix: "[\""),
            fill("triple marks", "\"\"\"", prefix: "["), fill("numbers", "1 ", prefix: "["),
            fill("dots", ".", prefix: "["),
            // What many readings come to: once each they would take seconds.
            fill("openings, then spaces", " ", prefix: "so " + openings("[,")),
            fill("openings, then bare words", "bbbbbbbb, ", prefix: "so " + openings("[a, ")),
            fill("openings, then three marks", " ", prefix: "so " + openings("[,") + "\"\"\"", suffix: "x"),
            fill("elements, then spaces", " ", prefix: String(repeating: "[1],x ", count: 9000)),
            fill("marks, then a comment's end", "a\" /* ", prefix: "[\"", suffix: "*/ x"),
            fill("comments without an end", "\n//[/*", suffix: "#"),
            fill("mismatched closers, then a comment", "}# ;[", prefix: "["),
            fill("a dictionary of Python", "'k': 'it is', 'f': None, 'g': [True, False], ", prefix: "{", suffix: "}"),
        ]
    }

    /// Those with the most repairs, and those in which many readings begin.
    static let growing = [
        "bare names", "missing commas", "missing quotation marks", "inner quotation marks, closed", "apostrophes",
        "openings, then spaces", "comments without an end",
    ]

    private static func openings(_ part: String) -> String { String(repeating: part, count: 400) }

    private static func replace(_ text: String, _ part: String, _ other: String) -> [UInt8] {
        replace(Array(text.utf8), Array(part.utf8), Array(other.utf8))
    }

    private static func replace(_ bytes: [UInt8], _ part: String, _ other: String) -> [UInt8] {
        replace(bytes, Array(part.utf8), Array(other.utf8))
    }

    private static func replace(_ bytes: [UInt8], _ part: [UInt8], _ other: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index...].starts(with: part) {
                output += other
                index += part.count
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }
}
