import Ledger
import LedgerSQLite
import LedgerSimulation
import Pricing

/// A ledger in a directory of its own.
struct TemporaryLedger: Sendable {
    let directory: TemporaryDirectory
    let ledger: SQLiteLedger
    let clock: ManualClock

    var path: String { directory.file("ledger.db") }

    init(clock: ManualClock = ManualClock(), configure: (inout SQLiteLedger.Options) -> Void = { _ in }) async throws {
        directory = try TemporaryDirectory()
        self.clock = clock
        var options = SQLiteLedger.Options { clock.now }
        configure(&options)
        ledger = try await SQLiteLedger.open(path: directory.file("ledger.db"), options: options)
    }

    /// The same file, opened once more.
    func reopened() async throws -> SQLiteLedger {
        let clock = clock
        return try await SQLiteLedger.open(path: path, options: SQLiteLedger.Options { clock.now })
    }
}

extension Call {
    /// A call that cost so many dollars.
    static func sample(
        _ id: String, dollars: Int64 = 1, requestID: String? = nil, at: Timestamp = ManualClock.start
    ) -> Call {
        var usage = Usage()
        usage[.query] = Quantity(dollars)
        let line = LineItem(
            item: .query, quantity: Quantity(dollars), rate: Rate(picodollarsPerUnit: Money.picodollarsPerDollar))
        return Call(
            id: id, requestID: requestID, at: at, attribution: Attribution(team: "search", callsite: "build"),
            requestedModel: "eu.model.a", region: "eu-west-1", operation: .converse, status: .succeeded,
            cost: Cost(
                status: .priced, model: "model.a", scope: .geo, usage: usage, lines: [line].compactMap { $0 },
                ratesVersion: "test"))
    }
}

extension ReservationRequest {
    /// A request for so many dollars.
    static func sample(_ id: String, dollars: Int64 = 1, owner: Owner = .external) -> ReservationRequest {
        ReservationRequest(
            id: id, attribution: Attribution(team: "search", callsite: "build"), requestedModel: "eu.model.a",
            model: "model.a", region: "eu-west-1", amount: .bound(.dollars(dollars)), owner: owner)
    }
}

extension Money {
    /// Whole dollars.
    static func dollars(_ count: Int64) -> Money {
        Money(picodollars: Int128(count) * picodollarsPerDollar)
    }
}

/// The kind of failure of an operation; `nil` where it succeeds.
func failure(_ operation: () async throws -> Void) async -> LedgerError.Code? {
    do {
        try await operation()
        return nil
    } catch {
        return (error as? LedgerError)?.code
    }
}
