import Ledger
import LedgerSQLite
import LedgerSimulation
import Pricing
import Testing

@Suite("What the writer remembers between operations changes no answer")
struct RememberingTests {
    @Test("A reservation keeps the names of its budgets when later ones of its series have others")
    func budgetNames() async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        _ = try await ledger.setBudget(Budget(name: "all", limit: .dollars(100), period: .month), actor: "test")
        _ = try await ledger.reserve(.sample("r1"))
        _ = try await ledger.setBudget(
            Budget(name: "search", scope: BudgetScope(team: "search"), limit: .dollars(50), period: .day),
            actor: "test")
        _ = try await ledger.reserve(.sample("r2"))
        try await ledger.removeBudget("all", actor: "test")
        _ = try await ledger.reserve(.sample("r3"))
        _ = try await ledger.settle(reservation: "r1", with: .sample("r1"), details: nil)
        for (id, names) in [("r1", ["all"]), ("r2", ["all", "search"]), ("r3", ["search"])] {
            #expect(try await ledger.reservation(id)?.budgets == names)
        }
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }

    @Test("A call with another attribution than its reservation's is filed under its own, and the hold is lifted")
    func attribution() async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        for team in ["search", "other"] {
            _ = try await ledger.setBudget(
                Budget(name: team, scope: BudgetScope(team: team), limit: .dollars(100), period: .month),
                actor: "test")
        }
        _ = try await ledger.reserve(.sample("r1", dollars: 5))
        _ = try await ledger.reserve(.sample("r2", dollars: 7))
        var call = Call.sample("r1", dollars: 3)
        call.attribution.team = "other"
        _ = try await ledger.settle(reservation: "r1", with: call, details: nil)
        _ = try await ledger.settle(reservation: "r2", with: .sample("r2", dollars: 4), details: nil)
        #expect(try await ledger.call("r1")?.call.attribution.team == "other")
        let statuses = try await ledger.budgets()
        #expect(statuses.map(\.budget.name) == ["other", "search"])
        #expect(statuses.map(\.spent) == [.dollars(3), .dollars(4)])
        #expect(statuses.allSatisfy { $0.reserved == .zero })
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }

    @Test("Numbers go on without a gap where operations of one commit fail")
    func numbers() async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    // Every third id is asked for with two contents, of which one is refused as a conflict.
                    let id = "r\(number % 3 == 0 ? number / 6 * 6 : number)"
                    _ = try? await ledger.reserve(.sample(id, dollars: Int64(number % 6 + 1)))
                    _ = try? await ledger.settle(reservation: id, with: .sample(id), details: nil)
                }
            }
        }
        let last = try await ledger.lastSequence()
        let calls = try await ledger.calls(CallFilter(), after: 0, through: last, limit: 1000)
        #expect(calls.map(\.sequence) == Array(1...last))
        #expect(last == 167)
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }
}
