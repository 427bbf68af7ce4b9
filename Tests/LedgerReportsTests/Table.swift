/// A CSV file taken apart.
struct Table {
    private(set) var header: [String] = []
    private(set) var rows: [[String]] = []

    init(csv: String) {
        var cells: [String] = [""]
        var isQuoted = false
        var scalars = csv.unicodeScalars.makeIterator()
        var pending: Unicode.Scalar?
        while let scalar = pending ?? scalars.next() {
            pending = nil
            switch scalar {
            case "\"" where isQuoted:
                let next = scalars.next()
                if next == "\"" { cells[cells.count - 1] += "\"" } else { (isQuoted, pending) = (false, next) }
            case "\"": isQuoted = true
            case "," where !isQuoted: cells.append("")
            case "\n" where !isQuoted:
                if header.isEmpty { header = cells } else { rows.append(cells) }
                cells = [""]
            case "\r" where !isQuoted: break
            default: cells[cells.count - 1].unicodeScalars.append(scalar)
            }
        }
    }

    /// The cells of a column; none where there is no such column.
    subscript(name: String) -> [String] {
        guard let column = header.firstIndex(of: name) else { return [] }
        return rows.map { $0[column] }
    }
}
