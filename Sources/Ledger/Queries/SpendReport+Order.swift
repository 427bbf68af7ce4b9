extension SpendReport {
    /// A report of groups in any order: it sorts them and adds them up.
    ///
    /// Rows stand in the order of time where the first key is a time, else the dearest first; ties stand in the order of
    /// their keys, a missing value last.
    public init(keys: [SpendKey], filter: CallFilter, groups: some Sequence<Row>) {
        let isByTime = keys.first?.isTime ?? false
        let groups = Array(groups)
        // Numbers are moved about while sorting, and not the rows, which are large; nor is a cost added up twice.
        let costs = isByTime ? [] : groups.map(\.figures.cost)
        let rows = groups.indices.sorted { left, right in
            if !isByTime, costs[left] != costs[right] { return costs[left] > costs[right] }
            return Self.precedes(groups[left].key, groups[right].key)
        }.map { groups[$0] }
        var total = SpendFigures()
        for row in rows { total += row.figures }
        self.init(keys: keys, from: filter.since, to: filter.until, rows: rows, total: total)
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
