import Testing

@testable import Dashboard

@Suite("HTML is escaped by construction")
struct HTMLTests {
    @Test(
        "Nothing of a text or of an attribute's value gets out of its place",
        arguments: [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\"><img src=x onerror=1>", "&quot;&gt;&lt;img src=x onerror=1&gt;"), ("a & b's", "a &amp; b&#39;s"),
            ("\u{202E}evil\u{0}\u{1B}[2J", "evil[2J"), ("日本 é 👩‍💻", "日本 é 👩‍💻"), ("a\nb", "a b"),
        ])
    func escaping(text: String, escaped: String) {
        #expect(HTML("p", ["title": text]) { text }.markup == "<p title=\"\(escaped)\">\(escaped)</p>")
    }

    @Test("Absent values leave their attribute out; void elements close themselves")
    func attributes() {
        #expect(HTML("option", ["value": nil, "selected": ""]).markup == "<option selected=\"\"></option>")
        #expect(HTML("input", ["name": "a"]).markup == "<input name=\"a\"/>")
    }

    @Test("Conditions, loops and texts nest as they are written")
    func nesting() {
        let names = ["a", "b"]
        let html = HTML("ul") {
            for name in names { HTML("li") { name } }
            if names.isEmpty { "none" }
        }
        #expect(html.markup == "<ul><li>a</li><li>b</li></ul>")
    }
}
