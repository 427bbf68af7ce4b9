internal import Pricing
internal import SQLite

/// Writes a usage as columns: the common tokens as whole numbers, everything else as one text.
enum UsageCoding {
    /// The items that have a column of their own, in the order of the columns.
    private static let columnItems: [BilledItem] = [.input, .cacheRead, .cacheWrite5m, .cacheWrite1h, .output]

    /// Writes the columns of a usage.
    static func write(_ usage: Usage, to row: inout RowWriter) {
        var others: [(String, String)] = []
        var inColumns = 0
        for item in columnItems {
            let quantity = usage[item]
            guard quantity != .zero else {
                row.add(0)
                continue
            }
            inColumns += 1
            if let count = quantity.wholeNumber {
                row.add(count)
            } else {
                row.add(0)
                others.append((item.rawValue, String(quantity.millionths)))
            }
        }
        if usage.count > inColumns {
            for item in usage.items where !columnItems.contains(item) {
                others.append((item.rawValue, String(usage[item].millionths)))
            }
        }
        row.add(others.isEmpty ? nil : PairCoding.text(others))
    }

    /// The usage in the columns of a row, from the first of them on; `nil` where they hold no usage.
    static func usage(_ row: borrowing Statement, at column: Int32) -> Usage? {
        var usage = Usage()
        var position = column
        for item in columnItems {
            let count = row.integer(position)
            if count != 0 { usage[item] = Quantity(count) }
            position += 1
        }
        guard let text = row.optionalText(position) else { return usage }
        guard let pairs = PairCoding.pairs(text) else { return nil }
        for (name, number) in pairs {
            guard let item = BilledItem(rawValue: name), let millionths = Int128(number) else { return nil }
            usage[item] = Quantity(millionths: millionths)
        }
        return usage
    }

    /// The quantities of a cost's lines as one text; null where each line has the quantity of the usage, as it should.
    static func lineQuantities(_ cost: Cost) -> String? {
        guard cost.lines.contains(where: { $0.quantity != cost.usage[$0.item] }) else { return nil }
        return cost.lines.map { String($0.quantity.millionths) }.joined(separator: ",")
    }

    /// The lines of a cost; `nil` where rates and quantities do not make such.
    static func lines(rates: [Price.ItemRate], usage: Usage, quantities text: String?) -> [LineItem]? {
        let written = text.map { $0.split(separator: ",").map { Int128($0) } }
        guard written == nil || written?.count == rates.count else { return nil }
        var lines: [LineItem] = []
        for (position, entry) in rates.enumerated() {
            var quantity = usage[entry.item]
            if let written {
                guard let millionths = written[position] else { return nil }
                quantity = Quantity(millionths: millionths)
            }
            guard let line = LineItem(item: entry.item, quantity: quantity, rate: entry.rate) else { return nil }
            lines.append(line)
        }
        return lines
    }
}
