import Ledger
import LedgerSimulation
import Pricing
import Testing

/// A store under test with its clock, and short ways to say what tests say often.
struct Bench: Sendable {
    let store: any LedgerStore
    let clock: ManualClock

    static let hour: Int64 = 3_600_000
    static let day: Int64 = 24 * hour

    /// Records one call.
    @discardableResult
    func record(_ call: Call) async throws -> RecordOutcome {
        let outcomes = try await store.record([call])
        #expect(outcomes.count == 1)
        return try #require(outcomes.first)
    }

    /// Makes a hard budget.
    @discardableResult
    func budget(
        _ name: String, _ limit: Money, scope: BudgetScope = BudgetScope(), period: BudgetPeriod = .month,
        timeZone: String = "UTC", enforcement: Budget.Enforcement = .hard, unpriced: Budget.UnpricedPolicy = .refuse
    ) async throws -> BudgetStatus {
        try await store.setBudget(
            Budget(
                name: name, scope: scope, limit: limit, period: period, timeZone: timeZone, enforcement: enforcement,
                unpriced: unpriced),
            actor: "test")
    }

    /// The state of a budget that must exist.
    func status(_ name: String) async throws -> BudgetStatus {
        try #require(try await store.budget(name))
    }

    /// A reservation that must be granted.
    @discardableResult
    func granted(_ request: ReservationRequest) async throws -> Reservation {
        guard case .granted(let reservation) = try await store.reserve(request) else {
            Issue.record("\(request.id) is refused")
            throw CancellationError()
        }
        return reservation
    }

    /// A refusal that must happen.
    @discardableResult
    func refused(_ request: ReservationRequest) async throws -> Refusal {
        guard case .refused(let refusal) = try await store.reserve(request) else {
            Issue.record("\(request.id) is granted")
            throw CancellationError()
        }
        return refusal
    }

    /// The recorded call of an id, which must exist.
    func call(_ id: String) async throws -> RecordedCall {
        try #require(try await store.call(id))
    }

    /// All calls, a page at a time.
    func allCalls(_ filter: CallFilter = CallFilter(), pageSize: Int = 100) async throws -> [RecordedCall] {
        let last = try await store.lastSequence()
        var calls: [RecordedCall] = []
        while true {
            let page = try await store.calls(
                filter, after: calls.last?.sequence ?? 0, through: last, limit: pageSize)
            calls += page
            if page.count < pageSize { return calls }
        }
    }

    /// The figures of all calls that a filter lets through.
    func total(_ filter: CallFilter = CallFilter()) async throws -> SpendFigures {
        try await store.spend(by: [], filter: filter).total
    }

    /// The cost of all calls that a filter lets through, in picodollars.
    func picodollars(_ filter: CallFilter) async throws -> Int128 {
        try await total(filter).cost.picodollars
    }

    /// Expects that an operation throws an error of a kind.
    func expect(
        _ code: LedgerError.Code, sourceLocation: SourceLocation = #_sourceLocation,
        _ operation: () async throws -> Void
    ) async {
        do {
            try await operation()
            Issue.record("no error; expected \(code)", sourceLocation: sourceLocation)
        } catch let error as LedgerError {
            #expect(error.code == code, "\(error.message)", sourceLocation: sourceLocation)
            #expect(!error.message.isEmpty, sourceLocation: sourceLocation)
        } catch {
            Issue.record("\(error) is no LedgerError", sourceLocation: sourceLocation)
        }
    }
}
