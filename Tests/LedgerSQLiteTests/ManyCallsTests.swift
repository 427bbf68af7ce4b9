import Ledger
import LedgerSimulation
import Pricing
import Testing

@testable import LedgerSQLite

@Suite("Recording many calls at once")
struct ManyCallsTests {
    @Test("More calls than go into one transaction are recorded whole, and twice is once")
    func many() async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        _ = try await ledger.setBudget(Budget(name: "all", limit: .dollars(1_000_000), period: .day), actor: "test")
        let calls = (0..<9000).map { Call.sample("c\($0)", requestID: "q\($0)") }
        #expect(try await ledger.record(calls).allSatisfy { $0 == .recorded })
        #expect(try await ledger.record(calls).allSatisfy { $0 == .duplicate })
        #expect(try await ledger.lastSequence() == 9000)
        #expect(try await ledger.budget("all")?.spent == .dollars(9000))
        #expect(try await ledger.verify().findings == [])
    }

    @Test("A call that breaks a rule is told in its place, and the others are recorded")
    func invalid() async throws {
        let ledger = try await TemporaryLedger()
        let outcomes = try await ledger.ledger.record([.sample("a"), .sample("b c"), .sample("d"), .sample("a")])
        #expect(
            outcomes.map { if case .invalid = $0 { "invalid" } else { "\($0)" } } == [
                "recorded", "invalid", "recorded", "duplicate",
            ])
    }

    /// What may have the id, or the request id, of a call that is offered.
    enum Trace: String, CaseIterable {
        case call, request, reservation, elsewhere, correction
    }

    @Test("A call is new only where nothing has its id or its request id", arguments: Trace.allCases)
    func traces(trace: Trace) async throws {
        let temporary = try await TemporaryLedger()
        let ledger = temporary.ledger
        var offered = Call.sample("offered", requestID: "known")
        switch trace {
        case .call: _ = try await ledger.record([.sample("offered", dollars: 7)])
        case .request: _ = try await ledger.record([.sample("other", dollars: 7, requestID: "known")])
        case .reservation:
            offered.requestID = nil
            _ = try await ledger.reserve(.sample("offered"))
        case .elsewhere:
            // The id is that of a call whose request stands under another one.
            _ = try await ledger.record([.sample("other", requestID: "known"), .sample("offered", requestID: "known")])
            _ = try await ledger.reserve(.sample("held"))
            _ = try await ledger.settle(reservation: "held", with: .sample("held", requestID: "known"))
            offered = .sample("held", dollars: 9)
        case .correction:
            var estimate = Call.sample("first")
            estimate.isEstimated = true
            _ = try await ledger.record([estimate])
            #expect(try await ledger.record([.sample("first", requestID: "known")]) == [.corrected])
        }
        let call = offered
        #expect(try await ledger.write { try $0.database.hasTrace(of: call) })
        #expect(try await ledger.record([call]) != [.recorded])
        #expect(try await ledger.write { try !$0.database.hasTrace(of: .sample("new", requestID: "new")) })
        #expect(try await ledger.verify().findings == [])
    }
}
