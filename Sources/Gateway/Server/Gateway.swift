public import BedrockLedger
import Dashboard
import HummingbirdCore
public import Ledger
import Pricing
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
    private let certificates: TLSCertificates?
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
    /// - Throws: ``TLSFileError`` where the files of TLS are no good.
    public init(
        configuration: GatewayConfiguration, metering: Metering, ledger: any LedgerStore, keys: any KeyStore,
        keyFile: KeyFile, onListening: @escaping @Sendable (GatewayAddress) async -> Void
    ) throws(TLSFileError) {
        self.configuration = configuration
        certificates = try configuration.tls.map { files throws(TLSFileError) in try TLSCertificates(files) }
        self.metering = metering
        self.onListening = onListening
        let ring = KeyRing(store: keys, file: keyFile)
        let authenticator = Authenticator(
            keys: ring, servesWithoutKeys: configuration.servesWithoutKeys, limits: configuration.limits,
            logger: configuration.logger)
        let census = CallsiteCensus(limit: configuration.limits.callsitesPerTeam, ledger: ledger)
        let room = BodyRoom(bytes: configuration.limits.bufferedBytes)
        let clock = metering.options.clock
        let most = configuration.limits.questionsInFlight
        let questions = RequestsInFlight(most: most, perKey: max(most / 2, 1))
        responder = GatewayResponder(
            configuration: configuration, authenticator: authenticator,
            desk: CallDesk(
                metering: metering, census: census, joined: JoinedCalls(limits: configuration.limits),
                keylessTeam: configuration.keylessTeam),
            api: ManagementAPI(
                configuration: configuration, authenticator: authenticator,
                issuer: KeyIssuer(store: keys, file: keyFile), keys: keys, ledger: ledger, metering: metering,
                census: census, labels: LabelCensus(limit: configuration.limits.labelsPerTeam), room: room,
                questions: questions, clock: clock),
            dashboard: DashboardDoor(
                site: DashboardSite(
                    store: ledger, ratesVersion: { metering.pricer().card.version }, clock: clock),
                login: DashboardLogin(authenticator: authenticator), questions: questions, clock: clock,
                isOpen: { [servesWithoutKeys = configuration.servesWithoutKeys] in
                    guard servesWithoutKeys else { return false }
                    return try await !ring.hasKeys()
                }),
            readiness: Readiness(ledger: ledger, clock: clock, logger: configuration.logger),
            room: room,
            calls: RequestsInFlight(
                most: configuration.limits.callsInFlight, perKey: configuration.limits.callsInFlightPerKey),
            clock: clock)
    }

    /// Reads the files of TLS anew, for connections that come from now on; without TLS it does nothing.
    ///
    /// - Throws: ``TLSFileError`` where they are no good; then those that were read before go on.
    public func reloadCertificates() throws(TLSFileError) { try certificates?.reload() }

    /// Listens until it is shut down gracefully or cancelled; then waits for calls whose clients have gone. Call it once.
    ///
    /// - Throws: Why the address cannot be bound.
    public func run() async throws {
        let configuration = configuration
        let server = try HTTPListener(
            configuration: configuration, certificates: certificates, onListening: onListening
        ).server { [responder] request, peer, writer in
            try await responder.respond(to: request, from: peer, writer: writer)
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
