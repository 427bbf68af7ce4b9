/// Lays rows out in columns for a terminal.
///
/// Numbers stand right, texts left. Control characters and terminal escapes in cells are taken out, because names come
/// from outside. Columns are measured in terminal cells, so that wide characters line up.
public struct TextTable: Sendable {
    /// How a column stands.
    public enum Alignment: Sendable, Hashable {
        /// Texts.
        case left
        /// Numbers.
        case right
    }

    /// A column's head.
    public struct Column: Sendable, Hashable {
        /// The title.
        public var title: String
        /// How the column stands.
        public var alignment: Alignment

        /// The widest the column gets; a longer cell is cut and ends in an ellipsis.
        public var maximumWidth: Int

        /// A column's head.
        public init(_ title: String, _ alignment: Alignment = .left, maximumWidth: Int = 60) {
            self.title = title
            self.alignment = alignment
            self.maximumWidth = maximumWidth
        }
    }

    private let columns: [Column]
    private var rows: [[String]] = []
    private var footer: [String]?

    /// A table without rows.
    public init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row; missing cells are empty.
    public mutating func add(_ cells: [String]) {
        rows.append(cut(cells))
    }

    /// Sets the row below the line, such as a total.
    public mutating func setFooter(_ cells: [String]) {
        footer = cut(cells)
    }

    /// The table as text, each line ended.
    public var text: String {
        let heads = cut(columns.map(\.title))
        var widths = heads.map(\.displayWidth)
        for row in rows + [footer ?? []] {
            for (index, cell) in row.prefix(widths.count).enumerated() {
                widths[index] = max(widths[index], cell.displayWidth)
            }
        }
        let rule = widths.map { String(repeating: "-", count: $0) }
        var text = line(heads, widths) + line(rule, widths)
        for row in rows { text += line(row, widths) }
        if let footer { text += line(rule, widths) + line(footer, widths) }
        return text
    }

    /// How many cells of a terminal the widest line takes.
    public var width: Int {
        text.split(separator: "\n").map { String($0).displayWidth }.max() ?? 0
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for (index, width) in widths.enumerated() {
            let cell = index < cells.count ? cells[index] : ""
            let space = String(repeating: " ", count: max(0, width - cell.displayWidth))
            if index > 0 { line += "  " }
            line += columns[index].alignment == .right ? space + cell : cell + space
        }
        while line.last == " " { line.removeLast() }
        return line + "\n"
    }

    private func cut(_ cells: [String]) -> [String] {
        zip(cells, columns).map { cell, column in
            Self.cut(cell.withoutTerminalControls, to: column.maximumWidth)
        }
    }

    /// A text that is no wider than so many cells of a terminal; a longer one is cut and ends in an ellipsis.
    public static func cut(_ text: String, to maximumWidth: Int) -> String {
        guard text.displayWidth > maximumWidth else { return text }
        var cut = ""
        var width = 0
        for character in text {
            width += String(character).displayWidth
            guard width < maximumWidth else { break }
            cut.append(character)
        }
        return cut + "…"
    }
}
