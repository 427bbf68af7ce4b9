import Testing

@testable import LedgerReports

@Suite("A text table")
struct TextTableTests {
    @Test("Texts stand left, numbers right, wide characters take two cells")
    func alignment() {
        var table = TextTable([TextTable.Column("name"), TextTable.Column("n", .right)])
        table.add(["検索", "1"])
        table.add(["e\u{301}quipe", "1,000"])
        table.add(["👩‍👩‍👧", "22"])
        #expect(
            table.text == """
                name        n
                ------  -----
                検索        1
                e\u{301}quipe  1,000
                👩‍👩‍👧         22

                """)
    }

    @Test(
        "Nothing in a cell reaches the terminal but text",
        arguments: [
            ("\u{1B}[31mred\u{1B}[0m", "[31mred[0m"), ("a\nb", "a b"), ("a\u{9B}2Jb", "a2Jb"), ("a\u{202E}b", "ab"),
            ("a\u{7}b\0c", "abc"), ("a\u{2028}b", "a b"),
        ])
    func escapes(cell: String, shown: String) {
        var table = TextTable([TextTable.Column("x")])
        table.add([cell])
        #expect(table.text.split(separator: "\n").last.map(String.init) == shown)
        #expect(cell.withoutTerminalControls == shown)
    }

    @Test("A cell that is too long is cut at a character")
    func cutting() {
        var table = TextTable([TextTable.Column("x", maximumWidth: 5)])
        table.add(["検索検索"])
        table.add(["abcde"])
        table.add(["abcdef"])
        #expect(table.text == "x\n-----\n検索…\nabcde\nabcd…\n")
    }
}
