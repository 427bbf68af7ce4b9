import AWSCredentials
import AWSSigning
import BedrockEmulator
import BedrockLedger
import BedrockRuntime
import Foundation
import Gateway
import Ledger
import LedgerSQLite
import Logging
import Pricing
import Retry
import ServiceLifecycle
import Testing

/// A gateway with a ledger of its own, in front of an emulator.
struct Served {
    static let model = "us.anthropic.claude-sonnet-5"

    let gateway: GatewayAddress
    let upstream: EmulatorAddress
    let emulator: BedrockEmulator
    let ledger: SQLiteLedger
    let metering: Metering
    let issuer: KeyIssuer

    /// How a gateway is served in a test.
    struct Plan {
        var emulator = EmulatorConfiguration()
        var gateway = GatewayConfiguration()
        var metering = MeteringOptions()
        /// The pricer; that of the rates which come with the program unless given.
        var pricer: (@Sendable () -> Pricer)?
        /// Whether the ledger is open, and looked at, in the end.
        var keepsLedger = true

        /// No retries and a short patience.
        init() {
            metering.retryPolicy = .never
            metering.passesAttributionOn = false
            metering.drain = DrainLimits(duration: .seconds(60), bytes: 64 << 20)
        }
    }

    /// Serves, works, stops; in the end the ledger has to agree with itself, and hold nothing.
    static func with(_ adjust: (inout Plan) -> Void = { _ in }, _ work: (Served) async throws -> Void) async throws {
        var plan = Plan()
        adjust(&plan)
        let directory = FileManager.default.temporaryDirectory.appending(path: "gateway-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let ledger = try await SQLiteLedger.open(path: directory.appending(path: "ledger.db").path)
        try await withEmulator(plan.emulator) { emulator, upstream in
            var settings = ClientConfiguration(environment: AWSEnvironment(variables: [:]))
            settings.endpoint = upstream.url
            settings.metering = plan.metering
            settings.logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let shipped = Pricer(card: try .shipped())
            let client = try await BedrockClient(
                region: "us-east-1", ledger: .store(ledger),
                pricer: plan.pricer ?? { shipped },
                credentials: StaticCredentials(Credentials(accessKeyID: "GATEWAY", secretAccessKey: "upstream")),
                configuration: settings)
            let keyFile = KeyFile(besideLedger: ledger.path)
            let (addresses, listening) = AsyncStream.makeStream(of: GatewayAddress.self)
            let gateway = try Gateway(
                configuration: plan.gateway, metering: client.metering, ledger: ledger, keys: ledger, keyFile: keyFile
            ) { listening.yield($0) }
            try await run(gateway) {
                var iterator = addresses.makeAsyncIterator()
                let address = try #require(await iterator.next())
                try await work(
                    Served(
                        gateway: address, upstream: upstream, emulator: emulator, ledger: ledger,
                        metering: client.metering, issuer: KeyIssuer(store: ledger, file: keyFile)))
            }
        }
        guard plan.keepsLedger else { return }
        #expect(try await ledger.openReservations().isEmpty)
        #expect(try await ledger.verify().findings.isEmpty)
        await ledger.close()
    }

    private static func run(_ gateway: Gateway, _ work: () async throws -> Void) async throws {
        var configuration = ServiceGroupConfiguration(
            services: [gateway], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        let services = ServiceGroup(configuration: configuration)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            do {
                try await work()
                await services.triggerGracefulShutdown()
                try await group.waitForAll()
            } catch {
                group.cancelAll()
                throw error
            }
        }
    }

    /// A key of a team.
    func key(team: String = "search", callsite: String? = nil, models: [String] = []) async throws -> Caller {
        Caller(try await issuer.issue(team: team, callsite: callsite, models: models, actor: "test", at: .now()))
    }

    /// All calls of the ledger, once none is under way.
    func calls() async throws -> [RecordedCall] {
        await metering.finish()
        return try await ledger.calls(CallFilter(), after: 0, through: .max, limit: 1000)
    }

    /// Whether the ledger has to the picodollar what the emulator billed.
    func agrees() async throws -> Bool {
        await metering.finish()
        let total = try await ledger.spend(by: [], filter: CallFilter()).total.cost
        return total == emulator.account.totalCost
    }
}
