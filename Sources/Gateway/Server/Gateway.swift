public import BedrockLedger
import Dashboard
import HummingbirdCore
public import Ledger
public import ServiceLifecycle

/// A bedrock-runtime over HTTP that meters and caps what it passes on, for clients in any language.
///
/// It serves Converse, ConverseStream, InvokeModel, InvokeModelWithResponseStream and CountTokens for unmodified
/// clients of AWS, which find it by `AWS_ENDPOINT_URL_BEDROCK_RUNTIME`. Callers are known by keys that ``KeyIssuer``
/// issues. Run it in a `ServiceGroup`; shut down gracefully, it answers what it has begun.
public final class Gateway: Service {
    private let configuration: GatewayConfiguration
    private let responder: GatewayResponder
    private let metering: Metering
    private let onListening: @Sendable (GatewayAddress) async -> Void

    /// A gateway that does not listen yet.
    ///
    /// - Parameters:
    ///   - configuration: How it serves.
    ///   - metering: The path of its calls. Give it options that leave bodies alone: `passesAttributionOn` set to false.
    ///   - ledger: The ledger of the metering.
    ///   - keys: Where keys are kept.
    ///   - keyFile: The file with what their secrets are derived from.
    ///   - onListening: Is told the address once connections are accepted.
    public init(
        configuration: GatewayConfiguration, metering: Metering, ledger: any LedgerStore, keys: any KeyStore,
        keyFile: KeyFile, onListening: @escaping @Sendable (GatewayAddress) async -> Void
    ) {
        self.configuration = configuration
        self.metering = metering
        self.onListening = onListening
        let ring = KeyRing(store: keys, file: keyFile)
        responder = GatewayResponder(
            configuration: configuration,
            authenticator: Authenticator(
                keys: ring, servesWithoutKeys: configuration.servesWithoutKeys,
                limits: configuration.limits),
            desk: CallDesk(
                metering: metering,
                census: CallsiteCensus(limit: configuration.limits.callsitesPerTeam, ledger: ledger),
                joined: JoinedCalls(limits: configuration.limits), keylessTeam: configuration.keylessTeam),
            ledger: ledger,
            dashboard: DashboardDoor(
                site: DashboardSite(
                    store: ledger, ratesVersion: configuration.ratesVersion, clock: metering.options.clock),
                login: configuration.dashboardLogin, clock: metering.options.clock,
                isOpen: { [servesWithoutKeys = configuration.servesWithoutKeys] in
                    guard servesWithoutKeys else { return false }
                    return try await !ring.hasKeys()
                }), room: BodyRoom(bytes: configuration.limits.bufferedBytes), clock: metering.options.clock)
    }

    /// Listens until it is shut down gracefully or cancelled; then waits for calls whose clients have gone. Call it once.
    ///
    /// - Throws: Why the address cannot be bound.
    public func run() async throws {
        let configuration = configuration
        let server = try HTTPListener(configuration: configuration, onListening: onListening).server {
            [responder] request, writer in try await responder.respond(to: request, writer: writer)
        }
        let metering = metering
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            // Beside the server, whose requests wait for these calls.
            group.addTask {
                try? await gracefulShutdown()
                await metering.close(within: Task.isCancelled ? .zero : configuration.shutdownGrace)
            }
            do {
                try await group.next()
                if !Task.isCancelled { try await group.waitForAll() }
            } catch {
                group.cancelAll()
                throw error
            }
        }
    }
}
