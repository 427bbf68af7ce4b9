import Foundation
import GRDB

/// What a ledger's file consists of, read past the ledger.
enum SizeReport {
    /// Sums over the tables that all contestants write, checksums and hashes aside.
    static func sums(_ path: String) throws -> [String] {
        let queries = [
            "SELECT count(*), sum(at > 0), sum(input), sum(output), sum(fresh_input_cost), sum(output_cost) FROM call",
            "SELECT count(*), sum(amount), sum(state = 'settled') FROM reservation",
            "SELECT sum(calls), sum(input_tokens), sum(output_dollars), sum(output_picodollars) FROM rollup_hour",
            "SELECT sum(calls), sum(input_tokens), sum(output_dollars), sum(output_picodollars) FROM rollup_day",
            "SELECT sum(calls), sum(input_tokens), sum(output_dollars), sum(output_picodollars) FROM rollup_team_hour",
            "SELECT sum(calls), sum(input_tokens), sum(output_dollars), sum(output_picodollars) FROM rollup_model_day",
            """
            SELECT count(*), sum(spent_dollars),
            sum(spent_picodollars), sum(reserved_dollars), sum(reserved_picodollars) FROM budget_window
            """,
        ]
        return try open(path) { database in
            try queries.map { try Row.fetchOne(database, sql: $0)?.description ?? "" }
        }
    }

    /// Prints the bytes of a call by table and index.
    static func print(_ path: String) throws {
        try open(path) { database in
            let calls = try Int.fetchOne(database, sql: "SELECT count(*) FROM call") ?? 0
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT s.name, coalesce(m.type = 'index', 0), sum(s.pgsize), sum(s.payload)
                    FROM dbstat s LEFT JOIN sqlite_schema m ON m.name = s.name
                    GROUP BY s.name HAVING sum(s.pgsize) > 100000 ORDER BY 3 DESC
                    """)
            let total = try Int.fetchOne(database, sql: "SELECT sum(pgsize) FROM dbstat") ?? 0
            Swift.print("\(calls) calls, \(total) bytes, \(perCall(total, calls)) bytes a call")
            for row in rows {
                let name: String = row[0]
                let kind = row[1] as Bool ? "index" : "table"
                Swift.print(
                    "  \(kind) \(name.padding(toLength: 40, withPad: " ", startingAt: 0)) "
                        + "\(perCall(row[2], calls)) bytes a call, \(perCall(row[3], calls)) of them filled")
            }
        }
    }

    private static func perCall(_ bytes: Int, _ calls: Int) -> String {
        String(format: "%6.1f", Double(bytes) / Double(max(calls, 1)))
    }

    private static func open<Result>(_ path: String, _ body: (Database) throws -> Result) throws -> Result {
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: path, configuration: configuration).read(body)
    }
}
