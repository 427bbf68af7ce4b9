extension TeamStatement {
    /// The statement in Markdown.
    public var markdown: String {
        let document = StatementDocument(self)
        var text = "# \(Self.escaped(document.title))\n\n"
        for fact in document.facts { text += "- **\(fact.name)**: \(Self.escaped(fact.value))\n" }
        for table in document.tables {
            text += "\n## \(table.title)\n\n"
            text += Self.row(table.columns)
            text += Self.row(table.columns.indices.map { $0 < table.names ? "---" : "---:" }, isEscaped: true)
            for row in table.rows { text += Self.row(row) }
            if let total = table.total {
                text += Self.row(total.map { $0.isEmpty ? "" : "**\(Self.escaped($0))**" }, isEscaped: true)
            }
        }
        text += "\n"
        for note in document.notes { text += note + "\n\n" }
        return String(text.dropLast())
    }

    private static func row(_ cells: [String], isEscaped: Bool = false) -> String {
        "| " + cells.map { isEscaped ? $0 : escaped($0) }.joined(separator: " | ") + " |\n"
    }

    /// The text with a backslash before everything that Markdown or HTML within it would take for its own.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.withoutTerminalControls {
            if "\\`*_[]<>|#&~!".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
