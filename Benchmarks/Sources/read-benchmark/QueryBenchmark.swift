import Dashboard
import Ledger
import LedgerSQLite
import Pricing
import Season

/// Asks a ledger of a season what reports and the dashboard ask.
struct QueryBenchmark {
    let ledger: SQLiteLedger
    /// When the newest call was made, and a moment later.
    let end: Timestamp

    static func run(path: String) async throws {
        try await with(path) { benchmark in
            try await benchmark.spend()
            try await benchmark.others()
            try await benchmark.dashboard()
        }
    }

    /// The views of the dashboard only.
    static func runDashboard(path: String) async throws {
        try await with(path) { try await $0.dashboard() }
    }

    private static func with(_ path: String, body: (QueryBenchmark) async throws -> Void) async throws {
        let ledger = try await SQLiteLedger.open(path: path)
        let newest = try await ledger.calls(
            CallFilter(), after: try await ledger.lastSequence() - 1, through: .max, limit: 1)
        guard let end = newest.first?.call.at.advanced(byMilliseconds: 1) else { return }
        try await body(QueryBenchmark(ledger: ledger, end: end))
        await ledger.close()
    }

    private func measure(_ name: String, _ keys: [SpendKey], _ filter: CallFilter) async throws {
        var rows = 0
        let measurement = try await Measurement.of(name) {
            rows = try await ledger.spend(by: keys, filter: filter).rows.count
        }
        print(measurement.line + "\t\(rows) rows")
    }

    private func spend() async throws {
        let month = end.startOfMonth
        let lastMonth = month.advanced(byMilliseconds: -1).startOfMonth
        let team = Season.team(7)
        let last = CallFilter(since: lastMonth, until: month)
        try await measure("last month by callsite", [.callsite], last)
        try await measure("this month so far by callsite", [.callsite], CallFilter(since: month, until: end))
        try await measure("last month by team, callsite and model", [.team, .callsite, .model], last)
        try await measure(
            "one team by day, last month", [.day], CallFilter(since: lastMonth, until: month, team: team))
        try await measure("one team by day, the year", [.day], CallFilter(team: team))
        try await measure("callsites by cost, the year", [.callsite], CallFilter())
        try await measure("models by month, the year", [.month, .model], CallFilter())
        try await measure(
            "one team by hour, 35 days", [.hour],
            CallFilter(since: end.startOfDay.advanced(byMilliseconds: -35 * 86_400_000), until: end, team: team))
        try await measure(
            "everything by hour, 35 days", [.hour],
            CallFilter(since: end.startOfDay.advanced(byMilliseconds: -35 * 86_400_000), until: end))
        let unaligned = CallFilter(
            since: lastMonth.advanced(byMilliseconds: -200 * 86_400_000 + 12_813_337),
            until: lastMonth.advanced(byMilliseconds: -10 * 86_400_000 + 33_013_771))
        try await measure("190 days from and to any millisecond, by callsite", [.callsite], unaligned)
        let total = try await ledger.spend(by: [], filter: unaligned).total
        print(
            "exact\t\(unaligned.since?.milliseconds ?? 0)\t\(unaligned.until?.milliseconds ?? 0)\t\(total.calls)"
                + "\t\(total.cost.picodollars)")
    }

    private func others() async throws {
        print(try await Measurement.of("one budget") { _ = try await ledger.budget(Season.team(7)) }.line)
        print(try await Measurement.of("all budgets") { _ = try await ledger.budgets() }.line)
        print(try await Measurement.of("one call") { _ = try await ledger.call("call-000000777") }.line)
        print(
            try await Measurement.of("the newest refusals") {
                _ = try await ledger.refusedReservations(CallFilter(), limit: 100)
            }.line)
    }

    private func dashboard() async throws {
        let now = end
        let site = DashboardSite(store: ledger, ratesVersion: { nil }, clock: { now })
        let views = [
            "", "period=month", "period=today", "period=7d", "period=last-month", "period=year", "team=team-7",
            "team=team-7&period=year", "model=amazon.titan-text-lite-v1", "by=team", "by=callsite",
        ]
        for view in views {
            var size = 0
            let measurement = try await Measurement.of("dashboard ?\(view)", runs: 5) {
                size = await site.reply(method: "GET", target: "/dashboard?\(view)", access: .all).body.count
            }
            print(measurement.line + "\t\(size) bytes")
        }
    }
}
