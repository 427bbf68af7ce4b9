import LosslessJSON
import Testing

@testable import Pricing

@Suite("Members by names that are known beforehand")
struct NameLookupTests {
    private static let names: [StaticString] = ["a", "ab", "usage", "inputTokens", "outputTokens", "é", "input/Tokens"]
    private static let spellings = [
        #""a""#, #""ab""#, #""b""#, #""usage""#, #""us\u0061ge""#, #""inputTokens""#, #""\u0069nputTokens""#,
        #""outputTokenz""#, #""é""#, #""\u00e9""#, #""e\u0301""#, #""input\/Tokens""#, #""input/Tokens""#, #""""#,
        #""\ud800""#,
    ]
    private static let values = ["null", "1", #""x""#, #"{"a":2,"usage":null}"#, #"["a",{"a":3}]"#, "true", "-0.5"]

    @Test("They are those that a look by any name finds, without the nulls", arguments: 0..<40)
    func sameAsSubscript(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<50 {
            let members = (0..<random.next() % 8).map { _ in
                let spelling = Self.spellings.randomElement(using: &random) ?? ""
                return "\(spelling) : \(Self.values.randomElement(using: &random) ?? "")"
            }
            let text = #"{"outer": {\#(members.joined(separator: ", "))}, "a": 7}"#
            let object = try #require(try JSONValue.parse(text)["outer"])
            for name in Self.names {
                let expected = object["\(name)"]
                #expect(object.member(name)?.byteRange == expected?.byteRange, "seed \(seed): \(text)")
                #expect((object.present(name) == nil) == (expected?.isNull ?? true), "seed \(seed): \(text)")
            }
        }
    }

    @Test("What is no object has no members", arguments: ["[]", #"["a",1]"#, #""{""#, "1", "null", #""a""#])
    func noObject(text: String) throws {
        #expect(try JSONValue.parse(text).member("a") == nil)
    }

    @Test(
        "A text is told without decoding it, and with escapes",
        arguments: [
            (#""stop""#, true), (#""st\u006fp""#, true), (#""stops""#, false), (#""sto""#, false), ("1", false),
        ])
    func texts(json: String, isStop: Bool) throws {
        #expect(try JSONValue.parse(json).isText("stop") == isStop)
    }
}
