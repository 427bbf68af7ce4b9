import JSONRepair
import LosslessJSON
import Testing

@Suite("Texts that need many repairs, and long ones")
struct ManyRepairsTests {
    private func applied(_ repairs: [Repair], to source: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var position = 0
        for repair in repairs {
            output += source[position..<repair.offset] + Array(repair.after.utf8)
            position = repair.offset + repair.before.utf8.count
        }
        return output + source[position...]
    }

    @Test("A dictionary of Python of a megabyte is read whole, with each of its repairs")
    func readsPython() throws {
        var text: [UInt8] = Array("{".utf8)
        var count = 0
        while text.count < 1 << 20 {
            text += Array("'k\(count)': 'it is \(count)', 'f': None, 'g': [True, False], ".utf8)
            count += 1
        }
        text += Array("}".utf8)
        let result = try parseJSON(text)
        #expect(result.isTruncated == false)
        #expect(result.value.count == 3 * count)
        #expect(result.repairs.count == 11 * count + 1)
        #expect(result.value["k\(count - 1)"]?.string == "it is \(count - 1)")
        #expect(Array(result.value.utf8) == applied(result.repairs, to: text))
        #expect(try JSONValue.parse(result.value.utf8) == result.value)
    }

    @Test("Small records with names without quotation marks are read, however many there are")
    func readsSmallRecords() throws {
        let text = "[" + String(repeating: "{x:1,y:2},", count: 20_000) + "{x:3,y:4}]"
        let result = try parseJSON(text)
        #expect(result.value.count == 20_001)
        #expect(result.repairs.count == 4 * 20_001)
    }

    @Test(
        "Where more is wrong than right, no small part is passed off as the whole",
        arguments: ["{x:1,y:2,z:3},", "{a:1,b:2,c:3,d:4},"])
    func refusesDenseDamage(part: String) {
        let text = "[" + String(repeating: part, count: 20_000) + "{}]"
        #expect(throws: JSONRepairFailed.self) { try parseJSON(text) }
    }

    @Test(
        "Each kind of damage that is read at a glance is read to the end of a long text",
        arguments: [
            ("{", "name: 1, ", "\"z\": 2}", 2), ("[", "\"a\" ", "\"z\"]", 1), ("[", "'abcdefgh' 1 [] ", "2]", 5),
            ("{", "\"a\": \"b, ", "\"z\": 1}", 1), ("{\"a\": \"", "x \"y\" ", "\"}", 2),
        ])
    func readsToTheEnd(start: String, part: String, end: String, repairs: Int) throws {
        let count = 20_000
        let text = Array((start + String(repeating: part, count: count) + end).utf8)
        let result = try parseJSON(text)
        #expect(result.isTruncated == false)
        #expect(result.sourceRange == 0..<text.count)
        #expect(result.repairs.count == repairs * count)
        #expect(Array(result.value.utf8) == applied(result.repairs, to: text))
    }

    @Test("A long text with fewer than two things wrong in every five bytes is read")
    func allowsManyRepairs() throws {
        let text = "{" + String(repeating: "x: 1, ", count: 50_000) + "y: 2}"
        #expect(try parseJSON(text).repairs.count == 100_002)
    }

    @Test("A long text with more is refused, and it is told where", arguments: [("x:1,y:1, ", 9218), ("x:1,", 8_194)])
    func limitsRepairs(part: String, offset: Int) throws {
        let text = "{" + String(repeating: part, count: 50_000) + "y: 2}"
        let error = #expect(throws: JSONRepairFailed.self) { try parseJSON(text) }
        let attempt = try #require(error?.attempts.last)
        #expect(attempt.step == 3)
        #expect(attempt.offset == offset)
        #expect(attempt.reason == "more is wrong than right: over 4096 repairs, and two in every five bytes")
        #expect(try parseJSON("{" + String(repeating: part, count: 1_000) + "y: 2}").isTruncated == false)
    }

    @Test("A repair of any length is told whole", arguments: [65_534, 65_535, 65_536, 5_000_000])
    func tellsLongRepairs(length: Int) throws {
        let comment = "/*" + String(repeating: "x", count: length - 4) + "*/"
        let text = "[1\(comment), 2,\(comment)\(comment)3 4]"
        let repairs = try parseJSON(text).repairs
        #expect(repairs.map(\.kind) == [.comment, .comment, .comment, .missingComma])
        #expect(repairs.map(\.before.utf8.count) == [length, length, length, 0])
        #expect(repairs.map(\.offset) == [2, length + 6, 2 * length + 6, 3 * length + 8])
        // A member that is left out takes the comment in it along.
        let cut = try parseJSON("[1\(comment), {\"a\": 1, \(comment)\"b\": \(comment)")
        #expect(cut.repairs.map(\.kind) == [.comment, .cutMember, .missingBracket, .missingBracket])
        #expect(cut.repairs.map(\.before.utf8.count) == [length, 2 * length + 7, 0, 0])
    }
}
