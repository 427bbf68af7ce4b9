import LosslessJSON
import Testing

@Suite("Properties of parsing")
struct ParsingPropertyTests {
    /// Writes a random document with random whitespace.
    private func randomDocument(_ generator: inout SplitMix64, depth: Int = 0) -> String {
        let spaces = ["", "", " ", "\n", "\t ", "\r\n"]
        func space() -> String { spaces[Int(generator.next() % UInt64(spaces.count))] }
        let strings = ["\"\"", "\"a\"", "\"é🦀\"", "\"\\\"},]{[:\\\\\"", "\"\\u00e9\\n\"", "\"0123456789012345678\""]
        let scalars = ["null", "true", "false", "0", "-1.5e+10", "123456789012345678901234567890"]
        let choice = generator.next() % (depth > 4 ? 2 : 4)
        switch choice {
        case 0: return scalars[Int(generator.next() % UInt64(scalars.count))]
        case 1: return strings[Int(generator.next() % UInt64(strings.count))]
        default:
            var items: [String] = []
            for _ in 0..<generator.next() % 4 {
                let key = choice == 3 ? strings[Int(generator.next() % UInt64(strings.count))] + space() + ":" : ""
                items.append(space() + key + space() + randomDocument(&generator, depth: depth + 1) + space())
            }
            let inside = items.isEmpty ? space() : items.joined(separator: ",")
            return choice == 2 ? "[\(inside)]" : "{\(inside)}"
        }
    }

    @Test("A document survives being written compactly and prettily", arguments: 0..<20)
    func survivesWriting(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<50 {
            let value = try JSONValue.parse(randomDocument(&generator))
            for layout in [JSONWriter.Layout.compact, .pretty] {
                var writer = JSONWriter(layout: layout)
                writer.value(value)
                #expect(try JSONValue.parse(writer.bytes) == value)
            }
        }
    }

    @Test("Every proper prefix of an array or object is refused, and every flipped byte is answered", arguments: 0..<10)
    func refusesPrefixes(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let bytes = Array(("[" + randomDocument(&generator) + "," + randomDocument(&generator) + "]").utf8)
        for length in bytes.indices {
            #expect(throws: JSONParseError.self) { try JSONValue.parse(bytes[..<length]) }
            var flipped = bytes
            flipped[length] ^= UInt8(truncatingIfNeeded: 1 << (generator.next() % 8))
            if let value = try? JSONValue.parse(flipped) { #expect(value.kind == .array) }
        }
    }

    @Test("Random bytes end in a value or an error within the text", arguments: 0..<20)
    func survivesRandomBytes(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let alphabet = Array("{}[]\":,\\u0dE+-.1tfn \n".utf8) + [0x00, 0x80, 0xC3, 0xED, 0xF0, 0xFF]
        for _ in 0..<2_000 {
            let bytes = (0..<generator.next() % 24).map { _ in alphabet[Int(generator.next() % UInt64(alphabet.count))]
            }
            do throws(JSONParseError) {
                let value = try JSONValue.parse(bytes)
                #expect(value.text.isEmpty == false)
                _ = (value.string, value.integer, value.members.map(\.key), value.elements.map(\.text))
            } catch {
                #expect(0...bytes.count ~= error.offset)
            }
        }
    }
}
