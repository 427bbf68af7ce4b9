internal import Ledger
internal import Pricing
internal import SQLite

/// What one window of a budget holds.
///
/// It follows from the calls and the open reservations at any time; the row only saves adding them up again.
struct StoredWindow: Equatable {
    var window: BudgetWindow
    var spent = Money.zero
    var estimated = Money.zero
    var reserved = Money.zero
    var unpricedCalls: Int64 = 0

    /// A window in which nothing happened.
    init(_ window: BudgetWindow) {
        self.window = window
    }

    /// Reads a row of the table.
    init(_ row: borrowing Statement) throws {
        guard row.isSealed else {
            throw LedgerError.damagedRow("budget_window", "\(row.integer(0)), \(row.integer(1))")
        }
        let end = row.integer(2)
        window = BudgetWindow(
            start: Timestamp(milliseconds: row.integer(1)),
            end: end == .max ? nil : Timestamp(milliseconds: end))
        spent = Money(row, at: 3)
        estimated = Money(row, at: 5)
        reserved = Money(row, at: 7)
        unpricedCalls = row.integer(9)
    }

    /// Writes the columns of the row.
    func write(budget: Int64, to row: inout RowWriter) {
        row.add(budget)
        row.add(window.start.milliseconds)
        row.add(window.end?.milliseconds ?? .max)
        row.add(total: spent)
        row.add(total: estimated)
        row.add(total: reserved)
        row.add(unpricedCalls)
    }

    /// Adds the figures of calls.
    mutating func charge(_ figures: SpendFigures) {
        spent += figures.cost
        estimated += figures.estimated
        unpricedCalls += figures.unpricedCalls
    }
}
