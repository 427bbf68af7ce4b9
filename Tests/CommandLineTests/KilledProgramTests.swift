import Foundation
import Testing

@Suite("The program may be killed at any moment")
struct KilledProgramTests {
    private static let processes = 4
    /// How many calls each of the processes makes; `KILLED_CALLS` asks for more.
    private static let calls = ProcessInfo.processInfo.environment["KILLED_CALLS"].flatMap { Int($0) } ?? 4

    @Test("Four that are killed and start again until they are answered charge every call once")
    func killed() async throws {
        let workspace = try Workspace()
        try await workspace.run("budget", "set", "all", "--limit", "1000", "--period", "total")
        try workspace.write(
            #"{"usage":{"inputTokens":1000,"outputTokens":200,"totalTokens":1200},"stopReason":"end_turn"}"#,
            to: "response.json")
        let kills = try await withThrowingTaskGroup(of: Int.self) { group in
            for process in 0..<Self.processes {
                group.addTask {
                    var kills = 0
                    for number in 0..<Self.calls {
                        let id = "k-\(process)-\(number)"
                        kills += try await Self.insist(
                            "reserve --id \(id) --amount 0.5 --team search --callsite answer --model acme.reader-1 "
                                + "--region us-east-1", in: workspace)
                        kills += try await Self.insist("settle \(id) --response response.json", in: workspace)
                    }
                    return kills
                }
            }
            return try await group.reduce(0, +)
        }
        print("killed programs: \(kills) kills for \(Self.processes * Self.calls) calls")
        #expect(kills > 0)
        let budget = try await workspace.run("budget", "show", "all")
        // 1000 tokens at 3 and 200 at 15 dollars a million: 0.006 dollars a call.
        let millidollars = Self.processes * Self.calls * 6
        let spent = String(format: "%d.%03d", millidollars / 1000, millidollars % 1000)
        #expect(budget.output.contains(#""spent_usd":"\#(spent)""#), "\(budget.output)")
        #expect(budget.output.contains(#""reserved_usd":"0""#), "\(budget.output)")
        #expect(try await workspace.run("reservations", "--format", "json").output == "{\"reservations\":[]}\n")
        #expect(try await workspace.run("verify").status == 0)
    }

    /// Runs the program and kills it after a random time, until it ends by itself first. The times grow, so that it can.
    ///
    /// - Returns: How often it was killed.
    private static func insist(_ arguments: String, in workspace: Workspace) async throws -> Int {
        for attempt in 1... {
            let seconds = Double.random(in: 0.003...0.063) * Double(attempt)
            let outcome = try await workspace.shell(
                "BEDROCK_LEDGER_RATES=rates.json exec timeout -s KILL \(seconds) bedrock-ledger \(arguments)")
            if outcome.status == 0 { return attempt - 1 }
            // 128 and 9: killed.
            try #require(outcome.status == 137, "\(outcome.errors)")
        }
        return 0
    }
}
