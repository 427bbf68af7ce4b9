import JSONRepair
import LosslessJSON
import Testing

@Suite("The account of a repair")
struct AccountTests {
    static let all = Cases.structure + Cases.tokens + Cases.innerMarks + Cases.surroundings + Cases.truncated

    @Test("The repairs applied to the source give the value's text", arguments: all)
    func isComplete(damaged: String, expected: String) throws {
        let result = try parseJSON(damaged)
        var output: [UInt8] = []
        var position = 0
        let source = Array(damaged.utf8)
        for repair in result.repairs {
            #expect(repair.offset >= position)
            let end = repair.offset + repair.before.utf8.count
            #expect(Array(source[repair.offset..<end]) == Array(repair.before.utf8))
            output += source[position..<repair.offset] + Array(repair.after.utf8)
            position = end
        }
        output += source[position...]
        #expect(try JSONValue.parse(output) == result.value)
        #expect(result.repairs.isEmpty == false)
    }

    @Test("Each repair says what, where, before and after")
    func tellsRepairs() throws {
        let result = try parseJSON("Ok:\n{'a': [1,], b: True}")
        #expect(
            result.repairs == [
                Repair(.surroundingText, 0, "Ok:\n", ""), Repair(.quotationMark, 5, "'", "\""),
                Repair(.quotationMark, 7, "'", "\""), Repair(.trailingComma, 12, ",", ""),
                Repair(.unquotedKey, 16, "", "\""), Repair(.unquotedKey, 17, "", "\""),
                Repair(.literal, 19, "True", "true"),
            ])
        #expect(result.step == 3)
        #expect(result.sourceRange == 4..<24)
        #expect(result.isTruncated == false)
    }

    @Test("A cut number is named as such")
    func namesCutNumbers() throws {
        let result = try parseJSON("{\"limit\": 100")
        #expect(result.isTruncated)
        #expect(result.repairs.map(\.kind) == [.cutNumber, .missingBracket])
    }

    @Test("A valid part of a text is step 2, with only its surroundings left out")
    func tellsSteps() throws {
        let result = try parseJSON("```json\n{\"a\": 1}\n```")
        #expect(result.step == 2)
        #expect(result.repairs.map(\.kind) == [.codeFence, .codeFence])
        #expect(result.value.text == "{\"a\": 1}")
        #expect(try parseJSON("{\"a\": 1}}").repairs.map(\.kind) == [.extraBracket])
    }

    @Test("A failure says for each step where and why it gave up")
    func tellsFailures() {
        let error = #expect(throws: JSONRepairFailed.self) { try parseJSON("so: {\"a\": <b>}") }
        #expect(
            error?.attempts.map(\.description) == [
                "step 1, byte 0: expected a value, found 's'", "step 2, byte 10: expected a value, found '<'",
                "step 3, byte 10: expected a value",
            ])
    }

    @Test(
        "The policy chooses among outermost candidates, and their number is told",
        arguments: [
            (CandidateChoice.largest, "{\"b\":[2,3]}"), (.first, "[1]"), (.last, "{\"c\":4}"),
        ])
    func chooses(choice: CandidateChoice, expected: String) throws {
        let text = "see [1]: {\"b\":[2,3]} or {\"c\":4,}"
        let result = try parseJSON(text, options: RepairOptions(choice: choice))
        var writer = JSONWriter()
        writer.value(result.value)
        #expect(writer.text == expected)
        #expect(result.candidateCount == 3)
    }

    @Test("A valid piece of something broken is never taken for the whole", arguments: CandidateChoice.allCases)
    func refusesFragments(choice: CandidateChoice) {
        let options = RepairOptions(choice: choice)
        #expect(throws: JSONRepairFailed.self) {
            try parseJSON("{\"items\": [1, 2, 3], \"total\": ???, \"more\": {\"a\": 1}}", options: options)
        }
    }
}

extension Repair {
    fileprivate init(_ kind: Kind, _ offset: Int, _ before: String, _ after: String) {
        self.init(kind: kind, offset: offset, before: before, after: after)
    }
}
