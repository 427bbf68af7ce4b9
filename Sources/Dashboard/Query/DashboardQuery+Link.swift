import Pricing

extension DashboardQuery {
    /// The address of this view, or of one of its tables as CSV.
    ///
    /// - Parameter table: The table; the page itself where there is none.
    /// - Returns: The path and the query.
    func link(to table: DashboardTable? = nil) -> String {
        let path = table.map { "/dashboard/\($0.rawValue).csv" } ?? "/dashboard"
        let query = fields.map { "\($0.name)=\(FormEncoding.encoded($0.value))" }.joined(separator: "&")
        return query.isEmpty ? path : "\(path)?\(query)"
    }

    /// The query with a change; the first page of whatever comes out.
    func with(_ change: (inout DashboardQuery) -> Void) -> DashboardQuery {
        var result = self
        result.page = 1
        change(&result)
        return result
    }

    /// The fields that differ from what is usual, in a fixed order.
    private var fields: [(name: String, value: String)] {
        let usual = DashboardQuery()
        var fields: [(name: String, value: String)] = []
        if period != usual.period { fields.append(("period", period.name)) }
        if case .custom(let from, let through) = period {
            fields.append(("from", String(from.iso8601.prefix(10))))
            fields.append(("to", String(through.iso8601.prefix(10))))
        }
        for (name, value) in [("team", team), ("callsite", callsite), ("model", model), ("env", environment)] {
            if let value { fields.append((name, value)) }
        }
        if grouping != usual.grouping { fields.append(("by", grouping.rawValue)) }
        if sort != usual.sort { fields.append(("sort", sort.rawValue)) }
        if page != usual.page { fields.append(("page", String(page))) }
        return fields
    }
}
