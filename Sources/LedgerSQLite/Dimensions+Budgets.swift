internal import SQLite

extension Dimensions {
    /// The names of budgets in a column of a reservation of a series, one a line.
    func budgets(_ row: borrowing Statement, at column: Int32, series: Int64) -> [String] {
        if let known = budgetLists[series], row.holds(known.text, at: column) { return known.names }
        let text = row.text(column)
        let names = text.utf8.split(separator: UInt8(ascii: "\n")).map { String(Substring($0)) }
        remember(text, names, series: series)
        return names
    }

    /// The names of budgets as a reservation of a series lists them.
    func text(ofBudgets names: [String], series: Int64) -> String {
        if let known = budgetLists[series], known.names == names { return known.text }
        let text = names.joined(separator: "\n")
        remember(text, names, series: series)
        return text
    }

    private func remember(_ text: String, _ names: [String], series: Int64) {
        if budgetLists.count >= Self.maximumCount { budgetLists = [:] }
        budgetLists[series] = (text, names)
    }
}
