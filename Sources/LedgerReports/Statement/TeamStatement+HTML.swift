extension TeamStatement {
    /// The statement as an HTML page of its own, made to be printed on A4: it asks nothing of any server.
    public var html: String {
        let document = StatementDocument(self)
        var text = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(document.title.escapedForHTML)</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <h1>\(document.title.escapedForHTML)</h1>
            <dl>

            """
        for fact in document.facts {
            text += "<dt>\(fact.name.escapedForHTML)</dt><dd>\(fact.value.escapedForHTML)</dd>\n"
        }
        text += "</dl>\n"
        for table in document.tables { text += Self.html(table) }
        for note in document.notes { text += "<p>\(note.escapedForHTML)</p>\n" }
        return text + "</body>\n</html>\n"
    }

    private static let style = """
        @page { size: A4; margin: 18mm 15mm }
        body { font: 10pt/1.4 sans-serif; color: #1f2328; background: #fff; max-width: 180mm; margin: 8mm auto }
        h1 { font-size: 16pt } dl { display: grid; grid-template-columns: max-content 1fr; gap: 1mm 5mm }
        dt { font-weight: bold } dd { margin: 0 }
        table { border-collapse: collapse; width: 100%; margin: 6mm 0; font-size: 8.5pt }
        caption { text-align: left; font-weight: bold; font-size: 11pt; padding-bottom: 1mm }
        th, td { text-align: left; padding: 1mm 2mm; border-bottom: 0.2mm solid #8c959f; overflow-wrap: anywhere }
        .number { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal }
        tfoot td, tfoot th { font-weight: bold; border-top: 0.5mm solid #1f2328 }
        thead { display: table-header-group } tr { break-inside: avoid }
        @media print { body { margin: 0; max-width: none } }
        """

    private static func html(_ table: StatementDocument.Table) -> String {
        func row(_ cells: [String], _ element: String) -> String {
            var text = "<tr>"
            for (index, cell) in cells.enumerated() {
                let kind = index < table.names ? "" : " class=\"number\""
                let scope = element == "th" ? " scope=\"col\"" : ""
                text += "<\(element)\(scope)\(kind)>\(cell.escapedForHTML)</\(element)>"
            }
            return text + "</tr>\n"
        }
        var text =
            "<table>\n<caption>\(table.title.escapedForHTML)</caption>\n<thead>\(row(table.columns, "th"))</thead>\n"
        text += "<tbody>\n" + table.rows.map { row($0, "td") }.joined() + "</tbody>\n"
        if let total = table.total { text += "<tfoot>\(row(total, "td"))</tfoot>\n" }
        return text + "</table>\n"
    }
}
