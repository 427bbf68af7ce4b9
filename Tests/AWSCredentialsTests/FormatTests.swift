import AWSSigning
import Testing

@testable import AWSCredentials

@Suite("Small formats")
struct FormatTests {
    @Test(
        "A command is split into words as Python's shlex does",
        arguments: [
            ("a b  c", ["a", "b", "c"]), ("  a\tb\n", ["a", "b"]), (#""a b" c"#, ["a b", "c"]),
            (#"'a b' c"#, ["a b", "c"]), (#"a"b c"d"#, ["ab cd"]), (#"a '' """#, ["a", "", ""]),
            (#"a\ b c\"d"#, ["a b", "c\"d"]), (#""a\"b\\c\d""#, [#"a"b\c\d"#]), (#"'a\b'"#, [#"a\b"#]),
            ("a # b", ["a", "#", "b"]), (#""it's" 'a "q"'"#, ["it's", #"a "q""#]), ("", []),
            ("a=~/b $C", ["a=~/b", "$C"]),
        ])
    func words(line: String, expected: [String]) {
        #expect(ShellWords.split(line) == expected)
    }

    @Test("A quote that is not closed is no command", arguments: [#""a"#, "'a", #"a\"#, #""a\"#])
    func openQuote(line: String) {
        #expect(ShellWords.split(line) == nil)
    }

    @Test(
        "Times are read in the forms that AWS writes them in",
        arguments: [
            ("2026-11-23T19:00:00Z", "20261123T190000Z"), ("2026-11-23T19:00:00.123456Z", "20261123T190000Z"),
            ("2026-11-23T19:00:00+00:00", "20261123T190000Z"), ("2026-11-23T19:00:00+0130", "20261123T173000Z"),
            ("2026-11-23T19:00:00.5-05:00", "20261124T000000Z"), ("2020-06-17T10:02:08UTC", "20200617T100208Z"),
        ])
    func times(text: String, expected: String) {
        #expect(ISOTime.parse(text)?.basic == expected)
    }

    @Test(
        "Anything else is no time",
        arguments: [
            "", "soon", "2026-11-23", "2026-11-23T19:00:00", "2026-02-30T19:00:00Z", "2026-11-23 19:00:00Z",
            "2026-11-23T19:00:00.Z", "2026-11-23T19:00:00+1", "2026-11-23T19:00:00+24:00", "2026-11-23T19:00:00Zx",
        ])
    func noTimes(text: String) {
        #expect(ISOTime.parse(text) == nil)
    }

    @Test("The texts of a reply are found by their path, without prefixes, attributes and comments")
    func xml() throws {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- a > b --><r xmlns:x="y" a='>'><x:b>1 &lt; 2 &amp;&amp; 3</x:b><b>second</b><c/><d><e>é</e></d></r>
            """
        let texts = try #require(XMLTexts(Array(text.utf8)))
        #expect(texts["r/b"] == "1 < 2 && 3")
        #expect(texts["r/c"] == "")
        #expect(texts["r/d/e"] == "é")
        #expect(texts["r/x"] == nil)
    }

    @Test(
        "What is not well-formed, or more than a reply has, is refused",
        arguments: [
            "", "text", "<a>", "<a></b>", "</a>", "<a", "<a><b></a></b>", "<!DOCTYPE a><a></a>", "<a><![CDATA[x]]></a>",
            "<a>&x;</a>", "<a>&amp</a>", "<a>&#65;</a>", "<a><!-- </a>", "< a></a>", "<?xml",
            String(repeating: "<a>", count: 17) + String(repeating: "</a>", count: 17),
        ])
    func noXML(text: String) {
        #expect(XMLTexts(Array(text.utf8)) == nil)
    }
}
