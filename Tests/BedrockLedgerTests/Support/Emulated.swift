import AWSCredentials
import AWSSigning
import BedrockEmulator
import BedrockLedger
import BedrockRuntime
import Foundation
import Ledger
import LedgerSQLite
import Logging
import Pricing
import Retry
import Testing

/// A client of an emulator over HTTP, with a ledger in a file.
struct Emulated {
    static let model = "us.anthropic.claude-sonnet-5"
    static let credentials = Credentials(
        accessKeyID: "AKIDEMULATOR", secretAccessKey: "emulator-secret", sessionToken: "emulator-session")

    let emulator: BedrockEmulator
    let client: BedrockClient
    let store: any LedgerStore

    /// Starts an emulator that checks signatures and a client of it; in the end the ledger has to agree with itself.
    static func with(
        retriesAmbiguous: Bool = false, metering: MeteringOptions? = nil,
        _ adjust: (inout EmulatorConfiguration) -> Void = { _ in }, _ work: (Emulated) async throws -> Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "bedrock-e2e-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let path = directory.appending(path: "ledger.db").path
        var configuration = EmulatorConfiguration()
        configuration.credentials = [credentials]
        adjust(&configuration)
        try await withEmulator(configuration) { emulator, address in
            var settings = ClientConfiguration(environment: AWSEnvironment(variables: [:]))
            settings.endpoint = address.url
            settings.metering = metering ?? Desk.options(retriesAmbiguous: retriesAmbiguous)
            settings.coordinators = Desk.unpaced()
            settings.logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let client = try await BedrockClient(
                region: "us-east-1", ledger: .sqlite(path), team: "search",
                retryPolicy: settings.metering.retryPolicy, credentials: StaticCredentials(credentials),
                configuration: settings)
            let store = try #require(client.ledger)
            do {
                try await work(Emulated(emulator: emulator, client: client, store: store))
            } catch {
                await client.close()
                throw error
            }
            await client.metering.finish()
            #expect(try await store.openReservations().isEmpty)
            #expect(try await store.verify().findings.isEmpty)
            await client.close()
        }
    }

    /// Holds the ledger against the emulator's own account: the same cost to the picodollar for every call whose outcome
    /// is known, and no less than was billed for every other.
    func reconcile() async throws {
        await client.metering.finish()
        let calls = try await store.calls(CallFilter(), after: 0, through: .max, limit: 10_000)
        let account = emulator.account
        var billed: [String: Money] = [:]
        for call in account.calls {
            let total: Money = try #require(call.cost.total)
            billed[call.requestID] = total
        }
        var unknownBilled = Money.zero
        var unknownCharged = Money.zero
        for recorded in calls {
            let charged = try #require(recorded.breakdown?.total)
            let bill = recorded.call.requestID.flatMap { billed.removeValue(forKey: $0) }
            if recorded.isEstimated {
                unknownCharged += charged
                if let bill { #expect(charged >= bill, "\(recorded.call.id): estimated below what was billed") }
                unknownBilled += bill ?? .zero
            } else {
                #expect(charged == bill ?? .zero, "\(recorded.call.id) \(recorded.call.status)")
            }
        }
        // What is left was billed for answers of which not even the head came.
        for rest in billed.values { unknownBilled += rest }
        #expect(unknownCharged >= unknownBilled)
        let total = try await store.spend(by: [], filter: CallFilter()).total.cost
        #expect(total == calls.reduce(Money.zero) { $0 + ($1.breakdown?.total ?? .zero) })
    }
}
