extension SpendReport {
    /// A report of groups in any order: it sorts them and adds them up.
    ///
    /// Rows stand in the order of time where the first key is a time, else the dearest first; ties stand in the order of
    /// their keys, a missing value last.
    public init(keys: [SpendKey], filter: CallFilter, groups: some Sequence<Row>) {
        let groups = Array(groups)
        // Numbers are moved about while sorting, and not the rows, which are large; nor is a cost added up twice.
        let rows = Self.order(of: groups, isByTime: keys.first?.isTime ?? false).map { groups[$0] }
        var total = SpendFigures()
        for row in rows { total += row.figures }
        self.init(keys: keys, from: filter.since, to: filter.until, rows: rows, total: total)
    }

    private static func order(of groups: [Row], isByTime: Bool) -> [Int] {
        guard isByTime else {
            let costs = groups.map(\.figures.cost)
            return groups.indices.sorted { left, right in
                costs[left] == costs[right]
                    ? precedes(groups[left].key, groups[right].key) : costs[left] > costs[right]
            }
        }
        // There are many rows and few values, so these are compared once, and rows by the places of their values.
        let keys = (0..<(groups.first?.key.count ?? 0)).map { places(in: groups, of: $0) }
        return groups.indices.sorted { left, right in
            for places in keys where places[left] != places[right] { return places[left] < places[right] }
            return false
        }
    }

    /// The place that each row's value of a key has among all values in order.
    private static func places(in groups: [Row], of key: Int) -> [Int] {
        let values = Set(groups.map { $0.key[key] }).sorted { precedes([$0], [$1]) }
        let places = Dictionary(uniqueKeysWithValues: zip(values, 0...))
        return groups.map { places[$0.key[key]] ?? 0 }
    }

    private static func precedes(_ left: [String?], _ right: [String?]) -> Bool {
        for (left, right) in zip(left, right) where left != right {
            guard let left else { return false }
            guard let right else { return true }
            return left < right
        }
        return false
    }
}
