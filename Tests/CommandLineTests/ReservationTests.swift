import Foundation
import Testing

@Suite("Reservations on the command line")
struct ReservationTests {
    private let workspace: Workspace
    private static let call = [
        "--team", "search", "--callsite", "answer", "--model", "acme.reader-1", "--region", "us-east-1",
    ]

    init() throws {
        workspace = try Workspace()
    }

    private func reserve(_ id: String, _ arguments: String...) async throws -> Program.Outcome {
        try await workspace.run(["reserve", "--id", id] + Self.call + arguments)
    }

    @Test("A granted reservation names its amount, its end and its budgets")
    func granted() async throws {
        try await workspace.run("budget", "set", "all", "--limit", "1", "--period", "total")
        let outcome = try await reserve("r1", "--input-tokens", "1000", "--max-output-tokens", "100")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix(#"{"reservation":"r1","amount_usd":"0.00525","expires_at":""#))
        #expect(outcome.output.contains(#""budgets":["all"],"state":"open""#))
        #expect(outcome.errors == "")
    }

    @Test("A refused reservation explains itself, exits with 4 and has no effect")
    func refused() async throws {
        try await workspace.run("budget", "set", "all", "--limit", "1", "--period", "total")
        #expect(try await reserve("r1", "--amount", "0.6").status == 0)
        let outcome = try await reserve("r2", "--amount", "0.6")
        #expect(outcome.status == 4)
        #expect(
            outcome.output == """
                {"refused":{"budget":"all","cause":"limit","limit_usd":"1","spent_usd":"0","reserved_usd":"0.6",\
                "requested_usd":"0.6","resets_at":null}}

                """)
        #expect(outcome.errors == "")
        #expect(try await budget("all").left == "0.4")
    }

    @Test("Refused reservations are listed with their figures, in every format")
    func refusedListing() async throws {
        try await workspace.run("budget", "set", "all", "--limit", "1", "--period", "total")
        for (id, amount) in [("r1", "0.6"), ("r2", "0.7"), ("r3", "0.8")] {
            _ = try await reserve(id, "--amount", amount)
        }
        let json = try await workspace.run("reservations", "--refused", "--limit", "1", "--format", "json")
        #expect(json.output.hasPrefix(#"{"refused":[{"reservation":"r3","at":""#))
        #expect(
            json.output.contains(
                #""cause":"limit","limit_usd":"1","spent_usd":"0","reserved_usd":"0.6","requested_usd":"0.8""#
            ))
        #expect(json.output.hasSuffix(#""region":"us-east-1","operation":"converse","tags":{}}]}"# + "\n"))
        let csv = try await workspace.run("reservations", "--refused", "--format", "csv")
        #expect(csv.output.split(separator: "\r\n").map { String($0.prefix(3)) } == ["res", "r3,", "r2,"])
        let table = try await workspace.run("reservations", "--refused", "--team", "search")
        #expect(table.output.split(separator: "\n").count == 4)
        #expect(table.output.contains("$0.8000"))
        #expect(try await workspace.run("reservations", "--refused", "--team", "ads", "--format", "jsonl").output == "")
        let open = try await workspace.run("reservations", "--callsite", "answer", "--format", "csv")
        #expect(open.output.split(separator: "\r\n").count == 2)
        #expect(try await workspace.run("reservations", "--callsite", "ask", "--format", "jsonl").output == "")
        #expect(try await workspace.run("reservations", "--refused", "--limit", "0").status == 2)
    }

    @Test("The same id with the same content gets the same answer, with other content an error")
    func again() async throws {
        let first = try await reserve("r1", "--amount", "0.6")
        #expect(try await reserve("r1", "--amount", "0.6").output == first.output)
        let other = try await reserve("r1", "--amount", "0.7")
        #expect(other.status == 1)
        #expect(other.output == "")
        #expect(other.errors.hasPrefix("error: "))
    }

    @Test("A settled call is charged at its cost, and the rest is given back")
    func settled() async throws {
        try await workspace.run("budget", "set", "all", "--limit", "1", "--period", "total")
        _ = try await reserve("r1", "--amount", "0.6")
        try workspace.write(
            #"{"usage":{"inputTokens":1000,"outputTokens":200,"totalTokens":1200},"stopReason":"end_turn"}"#,
            to: "response.json")
        let outcome = try await workspace.run("settle", "r1", "--response", "response.json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains(#""cost_usd":"0.006""#))
        #expect(outcome.errors == "")
        #expect(try await budget("all") == .init(spent: "0.006", reserved: "0", left: "0.994"))
        #expect(try await workspace.run("settle", "r1", "--response", "response.json").output == outcome.output)
    }

    @Test("A response that does not say what was used leaves the amount charged as an estimate, and says so")
    func unknownUsage() async throws {
        try await workspace.run("budget", "set", "all", "--limit", "1", "--period", "total")
        _ = try await reserve("r1", "--amount", "0.6")
        let outcome = try await workspace.run("settle", "r1", "--response", "-", input: "{}")
        #expect(outcome.status == 0)
        #expect(outcome.errors.hasPrefix("warning: the cost of this call is not known"))
        #expect(outcome.errors.contains("the amount held, USD 0.6, stays charged as an estimate"))
        #expect(try await budget("all") == .init(spent: "0.6", reserved: "0", left: "0.4"))
    }

    @Test("A released reservation is charged nothing and listed no more")
    func released() async throws {
        try await workspace.run("budget", "set", "all", "--limit", "1", "--period", "total")
        _ = try await reserve("r1", "--amount", "0.6")
        let listed = try await workspace.run("reservations", "--format", "jsonl")
        #expect(listed.output.hasPrefix(#"{"reservation":"r1","amount_usd":"0.6","#))
        #expect(try await workspace.run("release", "r1").output.contains(#""state":"released""#))
        #expect(try await workspace.run("reservations", "--format", "json").output == "{\"reservations\":[]}\n")
        #expect(try await budget("all") == .init(spent: "0", reserved: "0", left: "1"))
    }

    @Test("A call without a known price is refused by a hard budget, with the reason")
    func unpriced() async throws {
        try await workspace.run("budget", "set", "all", "--limit", "1", "--period", "total")
        let outcome = try await workspace.run(
            "reserve", "--team", "search", "--callsite", "answer", "--model", "acme.unheard-of", "--region",
            "us-east-1",
            "--input-tokens", "1", "--max-output-tokens", "1")
        #expect(outcome.status == 4)
        #expect(outcome.output.contains(#""cause":"unpriced""#))
        #expect(outcome.output.contains("has no model acme.unheard-of"))
    }

    @Test("Eight processes that reserve at once never hold more than the limit")
    func concurrency() async throws {
        try await workspace.run("budget", "set", "all", "--limit", "2", "--period", "total")
        let workspace = workspace
        let granted = try await withThrowingTaskGroup(of: Int.self) { group in
            for process in 0..<8 {
                group.addTask {
                    var granted = 0
                    for round in 0..<5 {
                        let outcome = try await workspace.run(
                            ["reserve", "--id", "r-\(process)-\(round)", "--amount", "0.1"] + Self.call)
                        #expect([0, 4].contains(outcome.status), "\(outcome.errors)")
                        if outcome.status == 0 { granted += 1 }
                    }
                    return granted
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(granted == 20)
        #expect(try await budget("all") == .init(spent: "0", reserved: "2", left: "0"))
        #expect(try await workspace.run("verify").status == 0)
    }

    /// What a budget says of its present window.
    private struct Figures: Decodable, Equatable {
        var spent: String
        var reserved: String
        var left: String

        init(spent: String, reserved: String, left: String) {
            (self.spent, self.reserved, self.left) = (spent, reserved, left)
        }

        private enum CodingKeys: String, CodingKey {
            case spent = "spent_usd"
            case reserved = "reserved_usd"
            case left = "left_usd"
        }
    }

    private func budget(_ name: String) async throws -> Figures {
        let outcome = try await workspace.run("budget", "show", name)
        return try JSONDecoder().decode(Figures.self, from: Data(outcome.output.utf8))
    }
}
