import BedrockLedger
import BedrockRuntime
import Foundation
import Ledger
import LedgerSQLite
import Logging
import Pricing
import Retry
import Testing

/// A client on a ledger of its own, whose service follows a script.
struct Desk {
    /// 3 and 15 dollars a million tokens, at most 4,000 output tokens; and a cheaper model.
    static let card = """
        {"format": 1, "version": "test", "published": "9999-01-01", "models": [
          {"id": "acme.reader-1", "max_output_tokens": 4000, "prices": [{"usd_per_million_tokens":
            {"input": "3", "cache_read": "0.3", "cache_write_5m": "3.75", "output": "15"}}]},
          {"id": "acme.writer-1", "max_output_tokens": 4000, "prices": [{"usd_per_million_tokens":
            {"input": "0.3", "output": "1.5"}}]}]}
        """
    static let model = "acme.reader-1"

    let sender: ScriptedSender
    let store: any LedgerStore
    let client: BedrockClient
    let pricer: Pricer

    /// Opens a desk, hands it out, and closes it; the ledger has to agree with itself in the end.
    static func with(
        _ sender: ScriptedSender, options: MeteringOptions = Desk.options(), failures: [FailingStore.Failure] = [],
        _ work: (Desk) async throws -> Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "bedrock-client-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let store = try await SQLiteLedger.open(path: directory.appending(path: "ledger.db").path)
        let pricer = Pricer(card: try RateCard.load(from: Array(card.utf8), name: "test"))
        let metering = Metering(
            ledger: FailingStore(store, failures: failures), pricer: { pricer }, region: "us-east-1", sender: sender,
            options: options,
            coordinators: Self.unpaced(),
            telemetry: Telemetry(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        let client = BedrockClient(metering: metering, context: CallContext(team: "search"))
        let desk = Desk(sender: sender, store: store, client: client, pricer: pricer)
        do {
            try await work(desk)
        } catch {
            await client.close()
            await store.close()
            throw error
        }
        await client.close()
        #expect(try await store.verify().findings.isEmpty)
        if failures.isEmpty { #expect(try await store.openReservations().isEmpty) }
        await store.close()
    }

    /// A pace that makes no test wait, and a budget for the retries that tests ask for.
    static func unpaced() -> RetryCoordinatorRegistry {
        RetryCoordinatorRegistry { _ in
            RetryCoordinator(budget: RetryBudget(reserve: 1000), limiter: AdaptiveLimiter(minRate: 1000))
        }
    }

    /// Options under which nothing waits.
    static func options(retriesAmbiguous: Bool = false) -> MeteringOptions {
        var options = MeteringOptions()
        let quick = Backoff(initialDelay: .zero, maxDelay: .zero, maxAttempts: 3)
        options.retryPolicy = RetryPolicy(
            throttleMaxAttempts: 3, throttleInitialDelay: .zero, throttleMaxDelay: .zero, coldModel: quick,
            capacity: quick, transient: quick, retriesAmbiguous: retriesAmbiguous)
        options.drain = DrainLimits(duration: .seconds(300), bytes: 1 << 20)
        return options
    }

    /// All calls of the ledger, in order.
    var calls: [RecordedCall] {
        get async throws {
            try await store.calls(CallFilter(), after: 0, through: .max, limit: 1000)
        }
    }

    /// How the calls of the ledger ended, in order.
    var statuses: [CallStatus] { get async throws { try await calls.map(\.call.status) } }
    /// Which of them are charged with an estimate.
    var estimates: [Bool] { get async throws { try await calls.map(\.isEstimated) } }
    /// What they are charged with.
    var totals: [Money?] { get async throws { try await calls.map { $0.breakdown?.total } } }

    /// The amount of picodollars that 1,000 input and 100 output tokens cost.
    static let usualCost = Money(picodollars: (1000 * 3 + 100 * 15) * 1_000_000)

    /// Caps the team's spend.
    func cap(_ dollars: String, name: String = "cap") async throws {
        let limit = try #require(Money(usd: dollars))
        _ = try await store.setBudget(
            Budget(name: name, scope: BudgetScope(team: "search"), limit: limit, period: .total), actor: "test")
    }
}
