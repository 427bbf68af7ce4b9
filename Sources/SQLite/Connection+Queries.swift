extension Connection {
    /// Runs a statement that answers no rows.
    ///
    /// The text is a literal, so values can only come in by binding.
    public func run(_ sql: StaticString, _ values: SQLiteValue...) throws(SQLiteError) {
        try run(sql, values)
    }

    /// As ``run(_:_:)``, for a row of values.
    public func run(_ sql: StaticString, _ values: [SQLiteValue]) throws(SQLiteError) {
        let cached = try cached(sql)
        defer { cached.finish() }
        try cached.statement.bind(values)
        while try cached.statement.step() {}
    }

    /// Inserts a row.
    ///
    /// - Returns: The row's number.
    public func insert(_ sql: StaticString, _ values: SQLiteValue...) throws(SQLiteError) -> Int64 {
        let cached = try cached(sql)
        defer { cached.finish() }
        try cached.statement.bind(values)
        while try cached.statement.step() {}
        return lastInsertedRow
    }

    /// The first column of the first row of a query as a whole number; `nil` where there is no row, or a null.
    public func integer(_ sql: StaticString, _ values: SQLiteValue...) throws(SQLiteError) -> Int64? {
        let cached = try cached(sql)
        defer { cached.finish() }
        try cached.statement.bind(values)
        return try cached.statement.step() ? cached.statement.optionalInteger(0) : nil
    }

    /// The first row of a query; `nil` where there is none.
    public func first<Result>(
        _ sql: StaticString, _ values: SQLiteValue..., read: (borrowing Statement) throws -> Result
    ) throws -> Result? {
        let cached = try cached(sql)
        defer { cached.finish() }
        try cached.statement.bind(values)
        guard try cached.statement.step() else { return nil }
        return try read(cached.statement)
    }

    /// As ``first(_:_:read:)``, for one value, without an array of them.
    public func first<Result>(
        _ sql: StaticString, _ value: SQLiteValue, read: (borrowing Statement) throws -> Result
    ) throws -> Result? {
        let cached = try cached(sql)
        defer { cached.finish() }
        try cached.statement.bind(value)
        guard try cached.statement.step() else { return nil }
        return try read(cached.statement)
    }

    /// As ``integer(_:_:)``, for one value, without an array of them.
    public func integer(_ sql: StaticString, _ value: SQLiteValue) throws(SQLiteError) -> Int64? {
        let cached = try cached(sql)
        defer { cached.finish() }
        try cached.statement.bind(value)
        return try cached.statement.step() ? cached.statement.optionalInteger(0) : nil
    }

    /// All rows of a query. Bound what it can answer by `LIMIT`.
    public func all<Element>(
        _ sql: StaticString, _ values: SQLiteValue..., read: (borrowing Statement) throws -> Element
    ) throws -> [Element] {
        let cached = try cached(sql)
        defer { cached.finish() }
        try cached.statement.bind(values)
        var result: [Element] = []
        while try cached.statement.step() { result.append(try read(cached.statement)) }
        return result
    }

    /// Looks at the rows of a query one by one.
    public func forEach(
        _ sql: StaticString, _ values: SQLiteValue..., body: (borrowing Statement) throws -> Void
    ) throws {
        let cached = try cached(sql)
        defer { cached.finish() }
        try cached.statement.bind(values)
        while try cached.statement.step() { try body(cached.statement) }
    }
}
