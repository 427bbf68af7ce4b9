import Foundation
import Ledger
import LedgerSQLite
import Pricing

/// Works on a ledger as one of many processes, until it is done or killed.
///
/// `LedgerHammer reserve-settle PATH NAME COUNT TASKS` reserves and settles COUNT calls named NAME-… in TASKS
/// tasks. Every acknowledged reservation and settlement is told on the standard output, as `granted ID PICODOLLARS .`
/// and `settled ID PICODOLLARS .`, before the next step, every refusal as `refused ID`. `LedgerHammer boast` does the
/// same, but says `settled` before it settles. `LedgerHammer hold PATH NAME` holds one reservation, says `holding`, and
/// waits. `LedgerHammer open PATH` opens the ledger, says `opened`, and ends. `LedgerHammer prune PATH` says `opened`,
/// prunes what may be pruned, or finishes what another one began, says `pruned COUNT`, and ends. `LedgerHammer verify PATH`
/// says `verified COUNT`, the number of differences, after the first of them.
///
/// `LedgerHammer take-turns PATH NAME START SECONDS TASKS` waits for a moment in seconds since 1970, reserves and settles
/// in TASKS tasks for some SECONDS, and says `turns COUNT LONGEST`: how many calls, and the longest wait for one answer
/// in microseconds. `LedgerHammer wait-like-sqlite PATH NAME START SECONDS` does the like without a ledger and its gate,
/// by transactions of its own that wait as SQLite does by default.
@main
struct LedgerHammer {
    static func main() async throws {
        let arguments = CommandLine.arguments
        switch arguments.count > 2 ? arguments[1] : "" {
        case "reserve-settle" where arguments.count == 6, "boast" where arguments.count == 6:
            guard let count = Int(arguments[4]), let tasks = Int(arguments[5]) else { exit(64) }
            try await reserveAndSettle(
                path: arguments[2], name: arguments[3], count: count, tasks: tasks, boasts: arguments[1] == "boast")
        case "take-turns" where arguments.count == 7:
            guard let start = Double(arguments[4]), let seconds = Double(arguments[5]), let tasks = Int(arguments[6])
            else { exit(64) }
            let turns = try await Turns.take(
                path: arguments[2], name: arguments[3], start: start, seconds: seconds, tasks: tasks)
            say("turns \(turns.count) \(turns.longestWaitMicroseconds)")
        case "wait-like-sqlite" where arguments.count == 6:
            guard let start = Double(arguments[4]), let seconds = Double(arguments[5]) else { exit(64) }
            let turns = try Turns.waitLikeSQLite(path: arguments[2], start: start, seconds: seconds)
            say("turns \(turns.count) \(turns.longestWaitMicroseconds)")
        case "hold" where arguments.count == 4:
            let ledger = try await SQLiteLedger.open(path: arguments[2])
            _ = try await ledger.reserve(request("\(arguments[3])", amount: amount(of: 1) + amount(of: 1)))
            say("holding")
            try await Task.sleep(for: .seconds(600))
        case "open":
            let ledger = try await SQLiteLedger.open(path: arguments[2])
            say("opened")
            await ledger.close()
        case "prune" where arguments.count == 3:
            let ledger = try await SQLiteLedger.open(path: arguments[2])
            say("opened")
            var pruning = try await ledger.finishPruning()
            let plan = try await ledger.planPruning(before: RetentionRule.latestCut(at: .now()))
            if !plan.isEmpty { pruning = try await ledger.prune(plan, actor: "hammer", archiveSHA256: nil) }
            say("pruned \(pruning?.calls ?? 0)")
            await ledger.close()
        case "verify" where arguments.count == 3:
            let ledger = try await SQLiteLedger.open(path: arguments[2])
            let findings = try await ledger.verify().findings
            for finding in findings.prefix(20) { say("\(finding.check): \(finding.message)") }
            say("verified \(findings.count)")
            await ledger.close()
        default:
            exit(64)
        }
    }

    private static func reserveAndSettle(
        path: String, name: String, count: Int, tasks: Int, boasts: Bool
    ) async throws {
        let ledger = try await SQLiteLedger.open(path: path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<tasks {
                group.addTask {
                    for number in stride(from: task, to: count, by: tasks) {
                        try await one("\(name)-\(number)", number, ledger, boasts: boasts)
                    }
                }
            }
            try await group.waitForAll()
        }
        await ledger.close()
    }

    private static func one(_ id: String, _ number: Int, _ ledger: SQLiteLedger, boasts: Bool) async throws {
        let amount = amount(of: number)
        let request = request(id, amount: amount + amount)
        guard case .granted(let reservation) = try await ledger.reserve(request) else {
            say("refused \(id)")
            return
        }
        say("granted \(id) \(reservation.amount.picodollars) .")
        if boasts { say("settled \(id) \(amount.picodollars) .") }
        let recorded = try await ledger.settle(reservation: id, with: call(of: request, cost: cost(of: number)))
        if !boasts { say("settled \(id) \(recorded.breakdown?.total.picodollars ?? -1) .") }
    }

    /// The call of a reservation.
    static func call(of request: ReservationRequest, cost: Cost) -> Call {
        Call(
            id: request.id, requestID: "q-\(request.id)", at: .now(), attribution: request.attribution,
            requestedModel: request.requestedModel, region: request.region, operation: request.operation,
            status: .succeeded, cost: cost, latencyMilliseconds: 1)
    }

    static func request(_ id: String, amount: Money) -> ReservationRequest {
        ReservationRequest(
            id: id, attribution: Attribution(team: "search", callsite: "site-\(id.utf8.count % 5)"),
            requestedModel: "eu.model.a", model: "model.a", region: "eu-west-1", amount: .bound(amount),
            owner: .thisProcess)
    }

    /// The cost of the call of a number: some input tokens at 3 USD per million.
    static func cost(of number: Int) -> Cost {
        let usage = Usage(input: Int64(number % 97 + 1) * 1000)
        let line = LineItem(
            item: .input, quantity: usage[.input], rate: Rate(picodollarsPerUnit: 3_000_000))
        return Cost(
            status: .priced, model: "model.a", scope: .geo, usage: usage, lines: [line].compactMap { $0 },
            ratesVersion: "test")
    }

    static func amount(of number: Int) -> Money { cost(of: number).breakdown.total }

    /// Writes a line with one system call, so that it is out when the process is killed right after.
    private static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
}
