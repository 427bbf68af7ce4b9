import JSONRepair
import LosslessJSON
import Testing

@Suite("Linear work")
struct LinearityTests {
    static let patterns = [
        "[", "{", "{\"a\":", "}", "\"", "[\"", "{\"", "{\"a\": \"b ", "x\" y ", "x \"y\" ", "\\", "[1,",
        "so {this} or [that], ",
        "so {this or [that, ", "{\"x\" or ", "words ", "```json\n", "\n", ", ", "{\"a\":1} ", "{}", "{\"a\":} ", "a:",
        ",", "/*",
        "//x ", "\"/*", "#\"", "(", "['a", "[“", "{'a':'b ", "\"a\" ", "\"a\": \"b, ", "a, ", "a: 1, ", "[}", "{]",
        "\"\"\"", "1 ", "...",
        "[a", "[[a\"", "{a:", "{a:'", "\u{A0}", "tr", "{\"a\":1},", "[1] \"", "'", "{\"a\"\"", "[\"a\"{",
    ]

    /// The bytes looked at for a text, whether it can be read or not.
    private func work(_ bytes: [UInt8]) -> Int {
        do throws(JSONRepairFailed) { return try parseJSON(bytes).work } catch { return error.work }
    }

    @Test("The bytes looked at are a small multiple of the text, whatever it repeats", arguments: patterns)
    func isLinear(pattern: String) {
        let part = Array(pattern.utf8)
        for prefix in ["", "[", "{\"a\": \"", "{\"a\":[", "{\"a\":"] {
            var bytes = Array(prefix.utf8)
            while bytes.count < 40_000 { bytes += part }
            #expect(work(bytes) <= 12 * bytes.count, "\(prefix)\(pattern)")
        }
    }

    /// Texts in which many readings begin, and each of them might search the same stretch: what comes many times, what
    /// follows once, and what ends it.
    static let stretches = [
        ("so [,", "", " ", ""), ("[1 so ", "[1,", " ", ""), ("so ", "[,", " ", "\"\"\"x"), ("[", "}# ;", "}# ;", ""),
        ("[\"", "a\" /* ", "a\" /* ", "*/ x"), ("\n", "//[/*", "\n//[/*", "#"), ("so ", "[a, ", "bbbbbbbb, ", ""),
        ("{\"a\": \"", "", "# aaaaaaaaaaaa\"//x\n", ""), ("{\"a\": \"", "", "/* \"/**/ ", ""),
        ("[,", "[,", "1", "x"), ("so ", "]# \n", "# 1e[", ""),
        ("1,", "\"b\", ", "/*,\"a\": {", "]a"),
    ]

    @Test("A stretch that many readings come to is not searched for each of them", arguments: stretches)
    func searchesOnce(start: String, repeated: String, stretch: String, end: String) {
        var bytes = Array((start + String(repeating: repeated, count: 400)).utf8)
        while bytes.count < 300_000 { bytes += Array(stretch.utf8) }
        bytes += Array(end.utf8)
        #expect(work(bytes) <= 12 * bytes.count)
    }

    @Test("A million brackets are refused without a deep stack")
    func isNotRecursive() {
        for part in ["[", "{\"a\":", "[{\"a\":"] {
            var bytes: [UInt8] = []
            while bytes.count < 1_000_000 { bytes += Array(part.utf8) }
            #expect(throws: JSONRepairFailed.self) { try parseJSON(bytes) }
        }
        let limits = JSONLimits(maximumDepth: 1_000_000)
        let deep = [UInt8](repeating: 0x5B, count: 100_000)
        #expect((try? parseJSON(deep, options: RepairOptions(limits: limits)))?.isTruncated == true)
    }

    @Test("A text above the size limit is refused")
    func limitsSize() {
        let options = RepairOptions(limits: JSONLimits(maximumBytes: 3))
        #expect(throws: JSONRepairFailed.self) { try parseJSON("[12]", options: options) }
    }
}
