import JSONRepair
import LosslessJSON
import Testing

@Suite("Streams")
struct JSONRepairStreamTests {
    private static let text = """
        Here you are:
        ```json
        {"title": "Ünïcode 🦀 and more", 'tags': ["a", "b",], "nested": {"deep": [1, 2.50, {"x": null}]}, "last": true,}
        ```
        Done.
        """

    @Test(
        "However a text is cut into pieces, its end gives what it gives in one piece",
        arguments: [1, 2, 3, 7, 50, 1000])
    func equalsOneShot(size: Int) throws {
        var stream = JSONRepairStream()
        let bytes = Array(Self.text.utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            if let partial = stream.append(bytes[start..<min(start + size, bytes.count)]) {
                #expect(stream.latest?.value == partial.value)
            }
        }
        let expected = try parseJSON(Self.text)
        let result = try stream.finish()
        #expect(result.value == expected.value)
        #expect(result.repairs == expected.repairs)
        #expect(result.isTruncated == false)
    }

    @Test("Partial values grow, are marked as cut, and never show half a name or literal")
    func growsPartially() throws {
        var stream = JSONRepairStream()
        var seen: [String] = []
        for byte in #"{"name": "Ada", "ok": true, "n": [1, 2]}"#.utf8 {
            guard let partial = stream.append(CollectionOfOne(byte)) else { continue }
            #expect(partial.value.members.allSatisfy { ["name", "ok", "n"].contains($0.key) })
            #expect(partial.value["ok"].map { $0.boolean == true } ?? true)
            seen.append(partial.value.text)
        }
        #expect(seen.contains(#"{"name": "A"}"#))
        #expect(seen.count > 10)
        #expect(try stream.finish().step == 1)
    }

    @Test("The work over all pieces is a fixed multiple of the text, however small they are")
    func isAmortisedLinear() {
        var stream = JSONRepairStream()
        var count = 0
        _ = stream.append("[")
        while count < 60_000 {
            _ = stream.append("\"w\",")
            count += 4
        }
        #expect(stream.work <= 10 * stream.bytes.count)
    }

    @Test("A character that is split between two pieces is not shown half")
    func waitsForCharacters() throws {
        var stream = JSONRepairStream()
        _ = stream.append("[\"")
        let crab = Array("🦀".utf8)
        let partial = stream.append(crab[..<2])
        #expect(partial?.value[0]?.string == "")
        _ = stream.append(crab[2...])
        _ = stream.append("\"]")
        #expect(try stream.finish().value[0]?.string == "🦀")
    }
}
