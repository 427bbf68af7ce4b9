internal import Ledger
internal import Pricing
internal import SQLite

extension Money {
    /// The amount as two columns: whole dollars, and the rest in picodollars, which is never negative.
    ///
    /// So a total has room for nine billion billion dollars, where one column of picodollars would end at nine million.
    var columns: [SQLiteValue] {
        let (dollars, rest) = dollarsAndRest
        return [.integer(dollars), .integer(rest)]
    }

    /// The two columns as numbers.
    fileprivate var dollarsAndRest: (dollars: Int64, rest: Int64) {
        var (dollars, rest) = picodollars.quotientAndRemainder(dividingBy: Self.picodollarsPerDollar)
        if rest < 0 {
            dollars -= 1
            rest += Self.picodollarsPerDollar
        }
        return (Int64(clamping: dollars), Int64(rest))
    }

    /// The amount in two columns of a row, from the first of them on.
    init(_ row: borrowing Statement, at column: Int32) {
        self.init(dollars: row.integer(column), picodollars: row.integer(column + 1))
    }

    /// The amount out of two columns.
    init(dollars: Int64, picodollars: Int64) {
        self.init(picodollars: Int128(dollars) * Self.picodollarsPerDollar + Int128(picodollars))
    }

    /// The amount as one column. Amounts of one call are known to fit, by ``Call/maximumCost``.
    var column: SQLiteValue { .integer(Int64(clamping: picodollars)) }
}

extension RowWriter {
    /// Adds a total as two columns.
    mutating func add(total amount: Money) {
        let (dollars, rest) = amount.dollarsAndRest
        add(dollars)
        add(rest)
    }

    /// Adds an amount of one call as one column: see ``Money/column``.
    mutating func add(amount: Money) {
        add(Int64(clamping: amount.picodollars))
    }
}
