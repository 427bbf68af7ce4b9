import JSONRepair
import LosslessJSON
import Testing

@Suite("Repairing")
struct RepairTests {
    /// The value as compact JSON, or the kind of failure.
    private func read(_ text: String, _ options: RepairOptions = RepairOptions()) throws -> String {
        var writer = JSONWriter()
        writer.value(try parseJSON(text, options: options).value)
        return writer.text
    }

    @Test("Common damage to the structure is repaired", arguments: Cases.structure)
    func structure(damaged: String, expected: String) throws {
        #expect(try read(damaged) == expected)
    }

    @Test("Common damage to strings, names and numbers is repaired", arguments: Cases.tokens)
    func tokens(damaged: String, expected: String) throws {
        #expect(try read(damaged) == expected)
    }

    @Test("Quotation marks inside a string are told from those around it", arguments: Cases.innerMarks)
    func innerMarks(damaged: String, expected: String) throws {
        #expect(try read(damaged) == expected)
    }

    @Test("JSON is found within prose, code blocks and markup", arguments: Cases.surroundings)
    func surroundings(damaged: String, expected: String) throws {
        #expect(try read(damaged) == expected)
    }

    @Test("A text that ends early gives what it has, and says so", arguments: Cases.truncated)
    func truncated(damaged: String, expected: String) throws {
        #expect(try read(damaged) == expected)
        #expect(try parseJSON(damaged).isTruncated)
    }

    @Test("What has no clear reading is refused", arguments: Cases.refused)
    func refuses(text: String) {
        let error = #expect(throws: JSONRepairFailed.self) { try parseJSON(text) }
        #expect(error?.text == text)
        #expect(error?.attempts.first?.step == 1)
        #expect(error?.description.hasPrefix("no JSON could be recovered: step 1, byte ") == true)
    }

    @Test("Liberal repairs follow conventions that are off by default", arguments: Cases.liberal)
    func liberal(damaged: String, expected: String) throws {
        #expect(try read(damaged, RepairOptions(level: .liberally)) == expected)
        #expect(throws: JSONRepairFailed.self) { try parseJSON(damaged) }
    }

    @Test(
        "Strictly, only fences, brackets and trailing commas are repaired",
        arguments: [
            ("```json\n{\"a\":[1,2,],}\n```", "{\"a\":[1,2]}"), ("{\"a\":[1", nil), ("{\"a\":[1,", "{\"a\":[1]}"),
            ("[{\"a\":1]", "[{\"a\":1}]"), ("{'a':1}", nil), ("{a:1}", nil), ("[1,,2]", nil), ("[\"a", nil),
            ("[1 2]", nil), ("{\"a\":True}", nil), ("{\"a\":1 // b\n}", nil), ("[\"a\nb\"]", nil),
            ("{\"a\":\"x \"y\" z\"}", nil), ("[\"\\d\"]", nil), ("[.5]", nil), ("{\"a\" 1}", nil),
            ("[\"a\",", "[\"a\"]"),
        ] as [(String, String?)])
    func strictly(damaged: String, expected: String?) {
        #expect((try? read(damaged, RepairOptions(level: .strictly))) == expected)
    }

    @Test(
        "Valid JSON is never touched",
        arguments: ["1", "\"{a: 'b',}\"", " [1, 2] ", "{\"a\":\"```json {,} ```\"}", "null"])
    func leavesValidAlone(text: String) throws {
        for level in RepairLevel.allCases {
            let result = try parseJSON(text, options: RepairOptions(level: level))
            #expect(result.step == 1)
            #expect(result.repairs.isEmpty)
            #expect(result.isTruncated == false)
            #expect(try result.value == JSONValue.parse(text))
        }
    }

    @Test("Numbers, order and duplicates survive a repair")
    func isLossless() throws {
        let text = "{'b': 340282366920938463463374607431768211456, a: 1.10, 'b': 1e-400,}"
        #expect(try read(text) == #"{"b":340282366920938463463374607431768211456,"a":1.10,"b":1e-400}"#)
    }
}
