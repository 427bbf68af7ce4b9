import LosslessJSON
import Testing

@Suite("Reading values")
struct JSONValueTests {
    @Test("Members keep their order and duplicates; a lookup takes the last of a name")
    func keepsMembers() throws {
        let value = try JSONValue.parse(#"{"b":1,"a":2,"b":3,"":4,"c":{"b":5}}"#)
        #expect(value.members.map(\.key) == ["b", "a", "b", "", "c"])
        #expect(value.members.map { $0.value.text } == ["1", "2", "3", "4", #"{"b":5}"#])
        #expect(value["b"]?.integer == 3)
        #expect(value[""]?.integer == 4)
        #expect(value["c"]?["b"]?.integer == 5)
        #expect(value["d"] == nil)
        #expect(value.count == 5)
    }

    @Test("Names are compared decoded, and scalar by scalar")
    func comparesNames() throws {
        let value = try JSONValue.parse("{\"\\u0061\":1,\"e\\u0301\":2,\"\u{E9}\":3}")
        #expect(value["a"]?.integer == 1)
        #expect(value["\u{65}\u{301}"]?.integer == 2)
        #expect(value["\u{E9}"]?.integer == 3)
    }

    @Test("Elements are reached by place and in order, skipping what is inside of them")
    func readsElements() throws {
        let value = try JSONValue.parse("[[1,2],{\"a\":[3]},\"x\",null]")
        #expect(value.elements.map(\.text) == ["[1,2]", "{\"a\":[3]}", "\"x\"", "null"])
        #expect(value[1]?["a"]?[0]?.integer == 3)
        #expect(value[3]?.isNull == true)
        #expect(value[4] == nil)
        #expect(value[-1] == nil)
    }

    @Test("Asking a value for what it is not gives nothing")
    func asksForOtherKinds() throws {
        let value = try JSONValue.parse("[1,\"1\",true,null,{},[]]")
        let values = Array(value.elements)
        #expect(values.map(\.kind) == [.number, .string, .boolean, .null, .object, .array])
        #expect(values.map(\.integer) == [1, nil, nil, nil, nil, nil])
        #expect(values.map(\.string) == [nil, "1", nil, nil, nil, nil])
        #expect(values.map(\.boolean) == [nil, nil, true, nil, nil, nil])
        #expect(values.map(\.isNull) == [false, false, false, true, false, false])
        #expect(values.map(\.count) == [0, 0, 0, 0, 0, 0])
        #expect(values.allSatisfy { $0["a"] == nil && $0[0] == nil && Array($0.elements).isEmpty })
    }

    @Test(
        "Strings are decoded with every escape, NULs included",
        arguments: [
            (#""a\u0000b""#, "a\0b"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00E9\u4e2d""#, "é中"),
            (#""\ud83e\udd80""#, "🦀"), (#""\ud800""#, "\u{FFFD}"), (#""\ud800\u0041""#, "\u{FFFD}A"),
            (#""\ud800\ud83e\udd80""#, "\u{FFFD}🦀"), (#""\udd80\ud83e""#, "\u{FFFD}\u{FFFD}"), ("\"🦀\"", "🦀"),
        ])
    func decodesStrings(text: String, expected: String) throws {
        let value = try JSONValue.parse(text)
        #expect(value.string.map { Array($0.unicodeScalars) } == Array(expected.unicodeScalars))
        #expect(value.text == text)
    }

    @Test("A value knows its bytes and its place in the source")
    func knowsItsPlace() throws {
        let text = "{\n  \"é\": [10, \"x\"]\n}"
        let value = try JSONValue.parse(text)
        let element = try #require(value["é"]?[1])
        #expect(element.byteRange == 15..<18)
        #expect(element.location == JSONLocation(of: 15, in: Array(text.utf8)))
        #expect(element.location.description == "line 2, column 13")
        #expect(Array(element.utf8) == Array("\"x\"".utf8))
        #expect(element.description == "\"x\"")
    }

    @Test(
        "Equality looks at structure, decoded strings and exact numbers",
        arguments: [
            ("[1, {\"a\": \"\\u0062\"}]", "[1,{\"a\":\"b\"}]", true), ("1", "1.0", false), ("true", "false", false),
            ("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", false), ("[[],1]", "[[1]]", false), ("\"1\"", "1", false),
            ("\"\\ud800\"", "\"\\ud801\"", false), ("\"\\ud800\"", "\"\\uD800\"", true), ("[]", "{}", false),
            ("\"\u{E9}\"", "\"e\u{301}\"", false), ("[1,[2]]", "[[1],2]", false),
        ])
    func compares(left: String, right: String, areEqual: Bool) throws {
        #expect((try JSONValue.parse(left) == JSONValue.parse(right)) == areEqual)
        #expect(try JSONValue.parse(left) == JSONValue.parse(left))
    }
}
