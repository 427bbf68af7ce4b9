import LosslessJSON
import Testing

@Suite("The tape of a long document")
struct TapeTests {
    @Test("However it grew, it has every value", arguments: ["1,", "[2],", "{\"a\":[3,{}]},", "\"long text, once\","])
    func hasAll(part: String) throws {
        let count = 100_000
        let text = "[" + String(repeating: part, count: count) + "null]"
        let value = try JSONValue.parse(text)
        let one = try JSONValue.parse(part.dropLast().utf8)
        #expect(value.count == count + 1)
        #expect(value.elements.dropLast().allSatisfy { $0 == one })
        #expect(value[count]?.isNull == true)
    }

    @Test("A dense end behind a sparse beginning, and the other way around, are read alike")
    func growsUnevenly() throws {
        let sparse = "\"" + String(repeating: "x", count: 500_000) + "\""
        let dense = String(repeating: "1,", count: 200_000) + "1"
        #expect(try JSONValue.parse("[\(sparse),\(dense)]").count == 200_002)
        #expect(try JSONValue.parse("[\(dense),\(sparse)]").count == 200_002)
    }

    @Test("A document outlives the parser and can be read from several tasks")
    func isShared() async throws {
        let value = try JSONValue.parse("[" + String(repeating: "1,", count: 10_000) + "1]")
        let counts = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { value.elements.reduce(0) { sum, _ in sum + 1 } } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts == [10_001, 10_001, 10_001, 10_001])
    }
}
