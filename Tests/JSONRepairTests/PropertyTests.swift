import JSONRepair
import LosslessJSON
import Testing

@Suite("Properties of repairing")
struct PropertyTests {
    /// A random value, and the same value damaged throughout by one kind of damage.
    struct Pair {
        var clean = ""
        var damaged = ""
    }

    enum Damage: CaseIterable {
        case trailingCommas, singleQuotes, bareNames, comments, missingCommas, pythonLiterals, fences, leadingCommas
        case smartQuotes, rawLineBreaks, oddSpaces, doubledCommas
    }

    private static let texts = [
        "plain", "it has, a comma", "a {brace} and [more]", "C:\\\\dir", "é 🦀", "say \\\"hi\\\" :",
    ]

    private func pick(_ count: Int, _ generator: inout SplitMix64) -> Int { Int(generator.next() % UInt64(count)) }

    private func append(_ damage: Damage, _ depth: Int, _ generator: inout SplitMix64, to pair: inout Pair) {
        func both(_ text: String) {
            pair.clean += text
            pair.damaged += text
        }
        func string(_ text: String) {
            pair.clean += "\"\(text)\""
            switch damage {
            case .singleQuotes: pair.damaged += "'\(text)'"
            case .smartQuotes where text.contains("\"") == false: pair.damaged += "“\(text)”"
            case .rawLineBreaks:
                pair.clean.removeLast()
                pair.clean += "\\n\\t\""
                pair.damaged += "\"\(text)\n\t\""
            default: pair.damaged += "\"\(text)\""
            }
        }
        switch pick(depth > 3 ? 3 : 5, &generator) {
        case 0: both(["0", "-12.50", "1e9", "123456789012345678901234567890"][pick(4, &generator)])
        case 1: string(Self.texts[pick(Self.texts.count, &generator)])
        case 2:
            let index = pick(3, &generator)
            pair.clean += ["true", "false", "null"][index]
            pair.damaged += (damage == .pythonLiterals ? ["True", "False", "None"] : ["true", "false", "null"])[index]
        case let choice:
            both(choice == 3 ? "[" : "{")
            let count = pick(4, &generator)
            for index in 0..<count {
                if index == 0, damage == .leadingCommas { pair.damaged += "," }
                if index > 0 {
                    pair.clean += ","
                    pair.damaged += damage == .missingCommas ? "\n" : damage == .doubledCommas ? ",," : ","
                }
                if damage == .comments { pair.damaged += " /* , } ] \" */ // ' {\n" }
                if damage == .oddSpaces { pair.damaged += "\u{A0}\u{2003}" }
                if choice == 4 {
                    pair.clean += "\"k\(index)\":"
                    pair.damaged += damage == .bareNames ? "k\(index):" : "\"k\(index)\":"
                }
                append(damage, depth + 1, &generator, to: &pair)
            }
            if count > 0, damage == .trailingCommas { pair.damaged += " ,\n" }
            both(choice == 3 ? "]" : "}")
        }
    }

    private func randomPair(_ damage: Damage, _ generator: inout SplitMix64) -> Pair {
        var pair = Pair(clean: "[\"head\",", damaged: "[\"head\",")
        append(damage, 0, &generator, to: &pair)
        pair.clean += "]"
        pair.damaged += "]"
        if damage == .fences { pair.damaged = "Here:\n```json\n\(pair.damaged)\n```\nDone." }
        return pair
    }

    @Test("A document damaged throughout in one way comes back equal", arguments: Damage.allCases)
    func comesBack(damage: Damage) throws {
        var generator = SplitMix64(seed: 7)
        for _ in 0..<200 {
            let pair = randomPair(damage, &generator)
            let result = try parseJSON(pair.damaged)
            #expect(try result.value == JSONValue.parse(pair.clean), "\(pair.damaged)")
            #expect(result.isTruncated == false)
        }
    }

    @Test(
        "Every prefix of a document is refused or says that it is cut, and shows only what was there", arguments: 0..<10
    )
    func cutsAnywhere(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let text = Array(randomPair(.fences, &generator).clean.utf8)
        let whole = try JSONValue.parse(text)
        for length in 0..<text.count {
            guard String(validating: text[..<length], as: UTF8.self) != nil else { continue }
            guard let result = try? parseJSON(Array(text[..<length])) else { continue }
            #expect(result.isTruncated)
            #expect(result.value[0]?.string.map { "head".hasPrefix($0) } ?? true)
            if let second = result.value[1], let original = whole[1], result.value.count == 2 {
                #expect(second.kind == original.kind)
            }
        }
    }

    @Test("Structural passes never change the contents of strings", arguments: RepairLevel.allCases)
    func keepsStrings(level: RepairLevel) throws {
        let contents = [
            "x,]", ",}", "```json", "// c", "/* c */", "{a: 'b'}", "True, None", "... , ...", "“q”", "a,\\n}",
        ]
        for content in contents {
            let result = try parseJSON("{\"s\": \"\(content)\", \"l\": [1,],}", options: RepairOptions(level: level))
            #expect(try result.value["s"] == JSONValue.parse("\"\(content)\""))
        }
    }

    @Test("Random texts end in a value or an error, at every level and by every policy", arguments: 0..<12)
    func survivesRandomTexts(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let parts =
            [
                "{", "}", "[", "]", "\"", "'", ":", ",", "\\", "\n", " ", "a", "1", ".", "-", "e", "/*", "*/", "//",
                "#", "```",
                "~~~", "“", "”", "\u{A0}", "(", ")", "+", "true", "None", "\"k\":", "</", "...", "\u{0}", "é", "=", ";",
            ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE2, 0x80]]
        for _ in 0..<3_000 {
            var bytes: [UInt8] = []
            for _ in 0..<generator.next() % 20 { bytes += parts[pick(parts.count, &generator)] }
            let options = RepairOptions(
                level: RepairLevel.allCases[pick(3, &generator)], choice: CandidateChoice.allCases[pick(3, &generator)])
            guard let result = try? parseJSON(bytes, options: options) else { continue }
            #expect((try? JSONValue.parse(result.value.utf8)) == result.value)
            #expect(result.repairs.count >= 0)
        }
    }
}
