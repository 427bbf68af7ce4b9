internal import Ledger
internal import SQLite

extension Verifier {
    /// What SQLite can tell about its file, and whether nothing that guards the rows was removed.
    func checkFile() throws {
        try database.connection.forEach("PRAGMA integrity_check(100)") { row in
            if row.text(0) != "ok" { report("integrity", row.text(0)) }
        }
        check("integrity", 1)
        var references: Int64 = 0
        try database.connection.forEach("PRAGMA foreign_key_check") { row in
            references += 1
            report("references", "row \(row.integer(1)) of table \(row.text(0)) refers to no row of \(row.text(2))")
        }
        check("references", references)
    }

    /// Whether the tables, indexes and the triggers that keep rows from being edited are those of the migrations.
    func checkSchema() throws {
        let fresh = try Connection(path: "schema", access: .inMemory, busyTimeoutMilliseconds: 0)
        try Migrator(connection: fresh).migrateInMemory()
        let expected = try Self.schema(fresh)
        let present = try Self.schema(database.connection)
        for (name, sql) in expected.sorted(by: { $0.key < $1.key }) where present[name] != sql {
            report("schema", "\(name) is \(present[name] == nil ? "missing" : "not as the migrations made it")")
        }
        check("schema", Int64(expected.count))
    }

    private static func schema(_ connection: Connection) throws -> [String: String] {
        let entries = try connection.all("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema") {
            ($0.text(0), $0.text(1))
        }
        return Dictionary(entries, uniquingKeysWith: { first, _ in first })
    }

    /// Whether every row agrees with its checksum.
    func checkRows() throws {
        var examined: Int64 = 0
        let connection = database.connection
        func look(_ table: String) -> (borrowing Statement) throws -> Void {
            { row in
                examined += 1
                guard !row.isSealed else { return }
                self.report(
                    "row_checksum", "row \(row.text(0)) of table \(table) does not agree with its checksum")
            }
        }
        try connection.forEach("SELECT * FROM text", body: look("text"))
        try connection.forEach("SELECT * FROM series", body: look("series"))
        try connection.forEach("SELECT * FROM price", body: look("price"))
        try connection.forEach("SELECT * FROM call", body: look("call"))
        try connection.forEach("SELECT * FROM correction", body: look("correction"))
        try connection.forEach("SELECT * FROM counted_elsewhere", body: look("counted_elsewhere"))
        try connection.forEach("SELECT * FROM reservation", body: look("reservation"))
        try connection.forEach("SELECT * FROM refusal", body: look("refusal"))
        try connection.forEach("SELECT * FROM refusal_policy", body: look("refusal_policy"))
        try connection.forEach("SELECT * FROM budget", body: look("budget"))
        try connection.forEach("SELECT * FROM budget_policy", body: look("budget_policy"))
        try connection.forEach("SELECT * FROM budget_raise", body: look("budget_raise"))
        try connection.forEach("SELECT * FROM budget_change", body: look("budget_change"))
        try connection.forEach("SELECT * FROM budget_window", body: look("budget_window"))
        try connection.forEach("SELECT * FROM call_detail", body: look("call_detail"))
        try connection.forEach("SELECT * FROM input_history", body: look("input_history"))
        try connection.forEach("SELECT * FROM alert", body: look("alert"))
        try connection.forEach("SELECT * FROM gateway_key", body: look("gateway_key"))
        try connection.forEach("SELECT * FROM gateway_key_role", body: look("gateway_key_role"))
        try connection.forEach("SELECT * FROM chain_link", body: look("chain_link"))
        try connection.forEach("SELECT * FROM pruning", body: look("pruning"))
        try connection.forEach("SELECT * FROM pruned_month", body: look("pruned_month"))
        try connection.forEach("SELECT * FROM pruned_links", body: look("pruned_links"))
        try connection.forEach("SELECT * FROM rollup_hour", body: look("rollup_hour"))
        try connection.forEach("SELECT * FROM rollup_day", body: look("rollup_day"))
        try connection.forEach("SELECT * FROM rollup_month", body: look("rollup_month"))
        try connection.forEach("SELECT * FROM rollup_team_hour", body: look("rollup_team_hour"))
        try connection.forEach("SELECT * FROM rollup_team_day", body: look("rollup_team_day"))
        try connection.forEach("SELECT * FROM rollup_model_hour", body: look("rollup_model_hour"))
        try connection.forEach("SELECT * FROM rollup_model_day", body: look("rollup_model_day"))
        check("row_checksum", examined)
    }
}
