public import AWSCredentials
import AWSSigning
public import BedrockRuntime
public import Ledger
import Logging
public import Pricing
public import Retry

/// A client of Amazon Bedrock that meters, caps and prices every call.
///
/// ```swift
/// let client = try await BedrockClient(region: "us-east-1", ledger: .sqlite("ledger.db"), team: "search")
/// let response = try await client.converse(model: "us.anthropic.claude-sonnet-5-5", messages: [.user("Hello")])
/// print(response.text, response.costUSD as Any)
/// await client.close()
/// ```
///
/// Before a call is sent, the most that it can cost is held in every budget that covers it; a budget without room for it
/// refuses it with ``BudgetExceeded``. Afterwards the ledger has the call with its exact cost. Failed attempts are made
/// again as the retry policy says. A client is meant to be made once and shared; it is safe to use from many tasks.
public final class BedrockClient: Sendable {
    /// The region that is called.
    public let region: String
    /// Whom calls are charged to unless they say otherwise.
    public let context: CallContext
    /// The path of all calls: bound, reserve, send, price, settle.
    public let metering: Metering
    private let closeLedger: @Sendable () async -> Void

    /// The ledger, for queries and budgets; `nil` where calls are priced and not recorded.
    public var ledger: (any LedgerStore)? { metering.ledger }

    /// A client around a metering of one's own.
    public init(metering: Metering, context: CallContext = CallContext()) {
        self.metering = metering
        self.context = context
        region = metering.region
        closeLedger = {}
    }

    /// A client for one region.
    ///
    /// - Parameters:
    ///   - region: The region; as AWS SDKs find it unless given.
    ///   - ledger: Where calls are recorded and budgets kept; without one, calls are priced and nothing is recorded.
    ///   - team: The team that pays, unless a call or its task says otherwise.
    ///   - user: The end user, likewise.
    ///   - tags: Further labels, likewise.
    ///   - throttleMaxAttempts: The attempts after which a throttle is final; 5 unless the policy says otherwise.
    ///   - throttleInitialDelay: The ceiling of the first wait after a throttle; 200 ms unless the policy says otherwise.
    ///   - ratesPath: A rate card to use instead of the shipped one, or laid over it where the card says so.
    ///   - retryPolicy: When failed attempts are made again; the configuration's unless given.
    ///   - transport: What carries requests; pooled connections unless given.
    ///   - credentials: What requests are signed with; as AWS SDKs find them unless given.
    ///   - configuration: Everything else.
    /// - Throws: `CredentialError` where region or endpoint are missing or malformed, `RateCardError` for a rate card that
    ///   cannot be read, `LedgerError` where the ledger cannot be opened.
    public convenience init(
        region: String? = nil, ledger: LedgerSource? = nil, team: String? = nil, user: String? = nil,
        tags: [String: String] = [:], throttleMaxAttempts: Int? = nil,
        throttleInitialDelay: Duration? = nil, ratesPath: String? = nil,
        retryPolicy: RetryPolicy? = nil, transport: (any RuntimeTransport)? = nil,
        credentials: (any CredentialProvider)? = nil, configuration: ClientConfiguration = ClientConfiguration()
    ) async throws {
        let card = try RateCard.card(at: ratesPath)
        if let warning = card.stalenessWarning(at: configuration.metering.clock()) {
            configuration.logger.warning("\(warning)")
        }
        let pricer = Pricer(card: card, inferenceProfiles: configuration.inferenceProfiles)
        var configuration = configuration
        var policy = retryPolicy ?? configuration.metering.retryPolicy
        policy.throttling = Backoff(
            initialDelay: throttleInitialDelay ?? policy.throttling.initialDelay,
            maxDelay: policy.throttling.maxDelay, maxAttempts: throttleMaxAttempts ?? policy.throttling.maxAttempts)
        configuration.metering.retryPolicy = policy
        try await self.init(
            region: region, ledger: ledger, pricer: pricer, context: CallContext(team: team, user: user, tags: tags),
            transport: transport, credentials: credentials, configuration: configuration)
    }

    /// A client that prices by a pricer of one's own; else as the initialiser above, with the retry policy of the
    /// configuration's ``ClientConfiguration/metering``.
    public convenience init(
        region: String? = nil, ledger: LedgerSource?, pricer: Pricer, context: CallContext = CallContext(),
        transport: (any RuntimeTransport)? = nil, credentials: (any CredentialProvider)? = nil,
        configuration: ClientConfiguration = ClientConfiguration()
    ) async throws {
        try await self.init(
            region: region, ledger: ledger, pricing: { pricer }, context: context, transport: transport,
            credentials: credentials, configuration: configuration)
    }

    /// As the initialiser above, with a pricer that is asked for anew for each call, so that the rate card can be replaced
    /// while calls go on.
    public init(
        region: String? = nil, ledger: LedgerSource?, pricing: @escaping @Sendable () -> Pricer,
        context: CallContext = CallContext(), transport: (any RuntimeTransport)? = nil,
        credentials: (any CredentialProvider)? = nil, configuration: ClientConfiguration = ClientConfiguration()
    ) async throws {
        let connection = try await RuntimeConnection(
            region: region, transport: transport, credentials: credentials, configuration: configuration)
        // The ledger comes last, because nothing that fails after it would close it.
        let opened = try await ledger?.open()
        self.region = connection.region
        self.context = context
        closeLedger = opened?.close ?? { @Sendable in }
        metering = Metering(
            ledger: opened?.store, pricer: pricing, region: connection.region, sender: connection.sender,
            account: configuration.account, options: configuration.metering, coordinators: configuration.coordinators,
            telemetry: Telemetry(
                logger: configuration.logger, serverAddress: connection.sender.endpoint.host,
                serverPort: connection.sender.endpoint.effectivePort))
    }

    /// Takes no more calls, waits until every one that was started has its end in the ledger, and closes the ledger that
    /// the client opened.
    ///
    /// Answers that nobody reads any more are read on within the limits of ``MeteringOptions/drain``.
    /// - Parameter limit: How long to wait. Calls that are still under way then are given up: what is held for them is
    ///   charged as an estimate. For ever unless given.
    public func close(within limit: Duration? = nil) async {
        await metering.close(within: limit)
        await closeLedger()
    }

    /// Starts a call of any operation, with a body of any content.
    func start(
        _ request: RuntimeRequest, _ options: CallOptions, at place: Callsite, earlierAttempts: [CallAttempt] = []
    ) throws(LedgerError) -> MeteredExchange {
        let context = context.adding(.current).adding(options.context)
        var call = MeteredCall(
            id: options.id, request: request, attribution: context.attribution(at: place), line: place.line,
            callsiteOrigin: context.callsite == nil ? "source" : "explicit", softLanding: options.softLanding)
        call.earlierAttempts = earlierAttempts
        return try metering.start(call)
    }
}
