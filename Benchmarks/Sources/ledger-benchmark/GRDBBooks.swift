import Foundation
import GRDB
import Ledger
import Pricing

/// What one transaction on GRDB reads and writes.
struct GRDBBooks {
    private struct Series {
        var number, requestedModel, status, costStatus, price, team, model: Int64
        var budgetNames: String
        var budgets: [Int64]
        var calls: Int64 = 0
        var inputTokens: Int64 = 0
        var outputTokens: Int64 = 0
        var inputCost = Money.zero
        var outputCost = Money.zero
    }

    private struct Window {
        var start, end: Int64
        var spent, estimated, reserved: Money
        var unpricedCalls: Int64
    }

    private let database: Database
    private var series: [Series] = []
    private var limits: [Int64: Money] = [:]
    private var lease: Int64 = 0
    private var timeToLive: Int64 = 0
    private var windows: [Int64: Window] = [:]
    private var changed: Set<Int64> = []
    private var now: Int64 = 0
    private var lastReservation: Int64?
    private var lastCall: Int64?

    init(_ database: Database) throws {
        self.database = database
        for number in 0..<WriteWorkload.seriesCount {
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT c.series, c.requested_model, c.status, c.cost_status, c.price, r.budgets, r.lease,
                    r.time_to_live, s.team, s.model
                    FROM call c JOIN reservation r ON r.number = c.reservation JOIN series s ON s.id = c.series
                    WHERE c.id = ?
                    """, arguments: ["warm-\(number)"])
            guard let row else { throw BenchmarkError(reason: "the file was not prepared") }
            let names: String = row[5]
            let budgets = try names.split(separator: "\n").map { name in
                let sql = "SELECT id, limit_dollars FROM budget WHERE name = ? AND removed_at IS NULL"
                guard let budget = try Row.fetchOne(database, sql: sql, arguments: [String(name)]) else {
                    throw BenchmarkError(reason: "the file was not prepared")
                }
                let id: Int64 = budget[0]
                let dollars: Int64 = budget[1]
                limits[id] = Money(picodollars: Int128(dollars) * Money.picodollarsPerDollar)
                return id
            }
            lease = row[6]
            timeToLive = row[7]
            series.append(
                Series(
                    number: row[0], requestedModel: row[1], status: row[2], costStatus: row[3], price: row[4],
                    team: row[8], model: row[9], budgetNames: names, budgets: budgets))
        }
    }

    mutating func begin(at moment: Int64) throws {
        now = moment
        lastReservation = nil
        lastCall = nil
        windows = [:]
        _ = try Int64.fetchOne(statement("PRAGMA user_version"))
        _ = try Int64.fetchOne(statement("SELECT max(id) FROM budget_change"))
        let expired = try Row.fetchOne(
            statement(
                """
                SELECT * FROM reservation WHERE state = 'open' AND lease IS NULL AND expires_at <= ?
                ORDER BY created_at, number
                """), arguments: [now])
        guard expired == nil else { throw BenchmarkError(reason: "a reservation expired") }
        _ = try Row.fetchAll(statement("SELECT id, name, boot_id FROM lease WHERE closed_at IS NULL"))
    }

    mutating func reserve(_ item: WriteWorkload.Item) throws {
        let id = item.request.id
        guard try Row.fetchOne(statement("SELECT * FROM reservation WHERE id = ?"), arguments: [id]) == nil,
            try Row.fetchOne(statement("SELECT * FROM call WHERE id = ?"), arguments: [id]) == nil,
            case .bound(let amount) = item.request.amount
        else { throw BenchmarkError(reason: "known: \(id)") }
        let filed = series[item.series]
        for budget in filed.budgets {
            let window = try window(of: budget)
            guard window.spent + window.reserved + amount <= limits[budget] ?? .zero else {
                throw BenchmarkError(reason: "no room for \(id)")
            }
        }
        let number = try (lastReservation ?? Int64.fetchOne(statement("SELECT max(number) FROM reservation")) ?? 0) + 1
        lastReservation = number
        try statement("INSERT INTO reservation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").execute(
            arguments: [
                number, id, filed.number, filed.requestedModel, Int64(amount.picodollars), nil, lease, timeToLive, now,
                now + timeToLive, "open", filed.budgetNames, 0,
            ])
        for budget in filed.budgets { windows[budget]?.reserved += amount }
        changed.formUnion(filed.budgets)
    }

    mutating func settle(_ item: WriteWorkload.Item) throws {
        let id = item.request.id
        guard let reserved = try Row.fetchOne(statement("SELECT * FROM reservation WHERE id = ?"), arguments: [id])
        else { throw BenchmarkError(reason: "not reserved: \(id)") }
        let number: Int64 = reserved[0]
        let held: Int64 = reserved[4]
        let createdAt: Int64 = reserved[8]
        try statement("UPDATE reservation SET state = ?, checksum = ? WHERE number = ?").execute(
            arguments: ["settled", 0, number])
        let known = try Int64.fetchOne(
            statement(
                """
                SELECT sequence FROM call WHERE request_id = ?1
                UNION ALL SELECT call FROM correction WHERE request_id = ?1 LIMIT 1
                """), arguments: [item.call.requestID])
        guard known == nil else { throw BenchmarkError(reason: "known: \(item.call.requestID ?? "")") }
        let sequence = try (lastCall ?? Int64.fetchOne(statement("SELECT max(sequence) FROM call")) ?? 0) + 1
        lastCall = sequence
        let rates = WriteWorkload.rates(ofSeries: item.series)
        let inputCost = item.inputTokens * rates.input
        let outputCost = item.outputTokens * rates.output
        let filed = series[item.series]
        try statement(
            """
            INSERT INTO call VALUES
            (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ).execute(
            arguments: [
                sequence, id, createdAt, filed.number, filed.requestedModel, number, item.call.requestID, filed.status,
                filed.costStatus, nil, filed.price, item.inputTokens, 0, 0, 0, item.outputTokens, nil, nil, inputCost,
                0, 0, outputCost, 0, nil, 0, 1200, 0, 0,
            ])
        series[item.series].calls += 1
        series[item.series].inputTokens += item.inputTokens
        series[item.series].outputTokens += item.outputTokens
        series[item.series].inputCost += Money(picodollars: Int128(inputCost))
        series[item.series].outputCost += Money(picodollars: Int128(outputCost))
        for budget in filed.budgets {
            _ = try window(of: budget)
            windows[budget]?.reserved -= Money(picodollars: Int128(held))
            windows[budget]?.spent += Money(picodollars: Int128(inputCost + outputCost))
        }
        changed.formUnion(filed.budgets)
    }

    mutating func end() throws {
        let (hour, day) = (now - now % 3_600_000, now - now % 86_400_000)
        for (grain, number) in [("team", \Series.team), ("model", \Series.model)] {
            for (_, filed) in Dictionary(grouping: series.filter { $0.calls > 0 }, by: { $0[keyPath: number] }) {
                var sum = filed[0]
                for other in filed.dropFirst() {
                    sum.calls += other.calls
                    sum.inputTokens += other.inputTokens
                    sum.outputTokens += other.outputTokens
                    sum.inputCost += other.inputCost
                    sum.outputCost += other.outputCost
                }
                try addToRollup("rollup_\(grain)_hour", grain, sum[keyPath: number], start: hour, sum)
                try addToRollup("rollup_\(grain)_day", grain, sum[keyPath: number], start: day, sum)
            }
        }
        for position in series.indices where series[position].calls > 0 {
            let filed = series[position]
            try addToRollup("rollup_hour", "series", filed.number, start: hour, filed)
            try addToRollup("rollup_day", "series", filed.number, start: day, filed)
            try addToRollup("rollup_month", "series", filed.number, start: startOfMonth, filed)
            series[position].calls = 0
            series[position].inputTokens = 0
            series[position].outputTokens = 0
            series[position].inputCost = .zero
            series[position].outputCost = .zero
        }
        for budget in changed {
            guard let window = windows[budget] else { continue }
            try statement("INSERT OR REPLACE INTO budget_window VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").execute(
                arguments: [
                    budget, window.start, window.end, window.spent.dollars, window.spent.rest, window.estimated.dollars,
                    window.estimated.rest, window.reserved.dollars, window.reserved.rest, window.unpricedCalls, 0,
                ])
        }
        changed = []
        try addLink()
    }

    /// The first moment of the present month (UTC), in milliseconds.
    private var startOfMonth: Int64 {
        var seconds = Int(now / 1000)
        var date = tm()
        gmtime_r(&seconds, &date)
        return (now / 86_400_000 - Int64(date.tm_mday - 1)) * 86_400_000
    }

    private mutating func window(of budget: Int64) throws -> Window {
        if let known = windows[budget] { return known }
        let rows = try Row.fetchAll(
            statement("SELECT * FROM budget_window WHERE budget = ? ORDER BY starts_at"), arguments: [budget])
        guard let row = rows.first(where: { $0[1] <= now && now < $0[2] }) else {
            throw BenchmarkError(reason: "no window")
        }
        let window = Window(
            start: row[1], end: row[2], spent: Money(row, at: 3), estimated: Money(row, at: 5),
            reserved: Money(row, at: 7), unpricedCalls: row[9])
        windows[budget] = window
        return window
    }

    private func addToRollup(
        _ table: String, _ column: String, _ number: Int64, start: Int64, _ filed: Series
    ) throws {
        let row = try Row.fetchOne(
            statement("SELECT * FROM \(table) WHERE starts_at = ? AND \(column) = ?"), arguments: [start, number])
        func count(_ column: Int) -> Int64 { row.map { $0[column] } ?? 0 }
        func amount(_ column: Int) -> Money { row.map { Money($0, at: column) } ?? .zero }
        let amounts = [
            amount(7) + filed.inputCost, amount(9), amount(11), amount(13) + filed.outputCost, amount(15), amount(17),
        ]
        var values: [Int64] = [
            start, number, count(2) + filed.calls, count(3) + filed.inputTokens, count(4), count(5),
            count(6) + filed.outputTokens,
        ]
        for amount in amounts { values += [amount.dollars, amount.rest] }
        values += [count(19), 0]
        try statement(
            """
            INSERT OR REPLACE INTO \(table)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ).execute(arguments: StatementArguments(values))
    }

    private func addLink() throws {
        let last = try Row.fetchOne(statement("SELECT * FROM chain_link ORDER BY number DESC LIMIT 1"))
        let newest = try Row.fetchOne(
            statement(
                """
                SELECT (SELECT max(id) FROM text), (SELECT max(id) FROM series), (SELECT max(id) FROM price),
                (SELECT max(sequence) FROM call), (SELECT max(sequence) FROM correction),
                (SELECT max(id) FROM budget_change)
                """))
        guard let last, let newest else { throw BenchmarkError(reason: "no chain") }
        let lastCall: Int64 = last[5]
        let newestCall: Int64 = newest[3]
        guard lastCall != newestCall else { return }
        let rows = try Row.fetchCursor(
            statement("SELECT * FROM call WHERE sequence > ? AND sequence <= ? ORDER BY sequence"),
            arguments: [lastCall, newestCall])
        while let row = try rows.next() { _ = row[27] as Int64 }
        let numbers: [Int64] = (0..<6).map { newest[$0] ?? 0 }
        let number: Int64 = last[0]
        try statement("INSERT INTO chain_link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").execute(
            arguments: [
                number + 1, now, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5],
                Data(repeating: 0, count: 32), 0,
            ])
    }

    private func statement(_ sql: String) throws -> Statement { try database.cachedStatement(sql: sql) }
}

extension Money {
    fileprivate var dollars: Int64 { Int64(picodollars / Self.picodollarsPerDollar) }
    fileprivate var rest: Int64 { Int64(picodollars % Self.picodollarsPerDollar) }

    fileprivate init(_ row: Row, at column: Int) {
        let dollars: Int64 = row[column]
        let rest: Int64 = row[column + 1]
        self.init(picodollars: Int128(dollars) * Self.picodollarsPerDollar + Int128(rest))
    }
}
