import LosslessJSON
import Testing

@Suite("Writing")
struct JSONWriterTests {
    private func sample(_ layout: JSONWriter.Layout) throws -> String {
        var writer = JSONWriter(layout: layout)
        writer.beginObject()
        writer.key("b")
        writer.beginArray()
        writer.number(1)
        writer.number(try #require(JSONNumber("1.50")))
        writer.beginObject()
        writer.endObject()
        writer.beginArray()
        writer.endArray()
        writer.endArray()
        writer.key("a")
        writer.string("x")
        writer.key("")
        writer.raw(try JSONValue.parse("[ null ]"))
        writer.key("t")
        writer.boolean(true)
        writer.key("n")
        writer.null()
        writer.endObject()
        return writer.text
    }

    @Test("Compact output has no whitespace of its own and keeps the order of the calls")
    func writesCompactly() throws {
        #expect(try sample(.compact) == #"{"b":[1,1.50,{},[]],"a":"x","":[ null ],"t":true,"n":null}"#)
    }

    @Test("Pretty output has one line for each element and member")
    func writesPrettily() throws {
        let expected = """
            {
              "b": [
                1,
                1.50,
                {},
                []
              ],
              "a": "x",
              "": [ null ],
              "t": true,
              "n": null
            }
            """
        #expect(try sample(.pretty) == expected)
    }

    @Test("Strings are escaped where JSON demands it and nowhere else")
    func escapes() throws {
        var writer = JSONWriter()
        writer.string("\"\\/\u{0}\u{8}\u{1F}\n\r\té🦀\u{2028}\u{7F}")
        #expect(writer.text == "\"\\\"\\\\/\\u0000\\u0008\\u001f\\n\\r\\té🦀\u{2028}\u{7F}\"")
        #expect(try JSONValue.parse(writer.bytes).string == "\"\\/\u{0}\u{8}\u{1F}\n\r\té🦀\u{2028}\u{7F}")
    }

    @Test(
        "A parsed value is laid out anew with its strings and numbers untouched",
        arguments: [
            "1", "[]", "{}", "[{}]", "{\"a\":[]}", "[[],[],{\"a\":{\"b\":[1,2]}}]",
            "{\"a\":\"\\u0061\",\"a\":1e2,\"b\":[{\"c\":0}]}",
            "[1.0,[2,[3]],\"x\"]",
        ])
    func laysOutValues(text: String) throws {
        var pretty = JSONWriter(layout: .pretty)
        pretty.value(try JSONValue.parse(text))
        var compact = JSONWriter()
        compact.value(try JSONValue.parse(pretty.bytes))
        #expect(compact.text == text)
    }

    @Test("Values are laid out within what is being written")
    func laysOutWithin() throws {
        var writer = JSONWriter()
        writer.beginArray()
        writer.value(try JSONValue.parse("{ \"a\" : [ 1 ] }"))
        writer.value(try JSONValue.parse(" 2 "))
        writer.beginObject()
        writer.key("k")
        writer.value(try JSONValue.parse("[ ]"))
        writer.key("l")
        writer.value(try JSONValue.parse("{ }"))
        writer.endObject()
        writer.endArray()
        #expect(writer.text == #"[{"a":[1]},2,{"k":[],"l":{}}]"#)
    }
}
