internal import Ledger
internal import Pricing
internal import SQLite

/// Compares the windows of budgets with the calls and the open reservations.
final class WindowAudit {
    private struct Watched {
        var budget: Budget
        var stored: StoredWindow
        var expected: StoredWindow
    }

    private let database: Database
    private var watched: [Watched] = []
    private var coveringBySeries: [Int64: [Int]] = [:]

    init(_ database: Database) throws {
        self.database = database
        for stored in try database.budgets() {
            watched += try database.connection.all(
                "SELECT * FROM budget_window WHERE budget = ?", .integer(stored.id)
            ) { row in
                // A damaged row is told by the check of the rows; here there is nothing to compare it with.
                guard let window = try? StoredWindow(row) else { return nil }
                return Watched(budget: stored.budget, stored: window, expected: StoredWindow(window.window))
            }.compactMap { $0 }
        }
    }

    /// How many windows there are.
    var examined: Int64 { Int64(watched.count) }

    /// Takes a call.
    func add(_ entry: Entry) throws {
        try add(entry.recorded.figures, series: entry.series, at: entry.recorded.call.at)
    }

    /// Takes the figures of calls of one moment, or of one hour, which a window has whole or not at all.
    func add(_ figures: SpendFigures, series: Int64, at moment: Timestamp) throws {
        for index in try covering(series) where watched[index].expected.window.contains(moment) {
            watched[index].expected.charge(figures)
        }
    }

    /// Compares, once all calls were taken.
    func finish(report: (String, String) -> Void) throws {
        for open in try database.openReservations() {
            for index in try covering(open.series)
            where watched[index].expected.window.contains(open.reservation.createdAt) {
                watched[index].expected.reserved += open.reservation.amount
            }
        }
        for window in watched where window.stored != window.expected {
            report(
                "budget_window",
                "budget \(LedgerError.quoted(window.budget.name)) from \(window.stored.window.start.iso8601): stored are "
                    + Self.words(window.stored) + ", the rows say " + Self.words(window.expected))
        }
    }

    private func covering(_ series: Int64) throws -> [Int] {
        if let known = coveringBySeries[series] { return known }
        let filed = try database.dimensions.series(series)
        let covering = watched.indices.filter {
            watched[$0].budget.scope.covers(filed.attribution, model: filed.model)
        }
        coveringBySeries[series] = covering
        return covering
    }

    private static func words(_ window: StoredWindow) -> String {
        "\(window.spent) spent, \(window.estimated) of it estimated, \(window.reserved) reserved, "
            + "\(window.unpricedCalls) calls unpriced"
    }
}
