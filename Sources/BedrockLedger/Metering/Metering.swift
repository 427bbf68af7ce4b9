public import BedrockRuntime
public import Ledger
public import Pricing
public import Retry

/// The one path of every call: bound, reserve, send, read the usage, price, settle.
///
/// ``BedrockClient`` goes through it, and so does whatever else sends calls: give it a ``RuntimeSending`` of your own to
/// meter a client that you already have.
///
/// ```swift
/// let metering = Metering(ledger: store, pricer: { pricer }, region: "us-east-1", sender: sender)
/// let exchange = try metering.start(MeteredCall(request: request, attribution: Attribution(team: "search")))
/// for try await piece in exchange { … }             // the answer, as it arrives
/// let record = try await exchange.record()          // what it cost
/// ```
///
/// Whatever happens to a call leaves an entry in the ledger:
///
/// | what happened | entry |
/// |---|---|
/// | the service answered | the call with its cost |
/// | a budget refused it | the refused reservation; nothing is sent, and ``BudgetExceeded`` is thrown |
/// | it failed, after whatever number of attempts, and AWS bills nothing | a call of status `failed` that costs nothing |
/// | the answer was lost after the request was sent | a call of status `ambiguous`, estimated at what was held |
/// | the caller stopped listening | a call of status `aborted`: its cost, where the rest of the answer tells it in time |
/// | nothing was sent | the released reservation |
public struct Metering: Sendable {
    /// The ledger; `nil` where calls are priced and not recorded.
    public let ledger: (any LedgerStore)?
    /// Gives the pricer, anew for each call, so that a rate card can be replaced while calls go on.
    public let pricer: @Sendable () -> Pricer
    /// The region that is called.
    public let region: String
    /// What sends attempts.
    public let sender: any RuntimeSending
    /// Whose quota calls count against; calls of one account, region and model share their retries' budget and pace.
    public let account: String
    /// How calls are metered.
    public let options: MeteringOptions

    let coordinators: RetryCoordinatorRegistry
    let exchanges = ExchangeRegistry()
    let telemetry: Telemetry

    /// A metering.
    ///
    /// - Parameters:
    ///   - ledger: Where calls are reserved and recorded; `nil` where they are only priced.
    ///   - pricer: Gives the pricer, anew for each call.
    ///   - region: The region that is called; prices depend on it.
    ///   - sender: What sends attempts.
    ///   - account: Whose quota calls count against, in words of your own.
    ///   - options: How calls are metered.
    ///   - coordinators: What calls against one quota share; give the same one to meterings that share quotas.
    ///   - telemetry: Where events go.
    public init(
        ledger: (any LedgerStore)?, pricer: @escaping @Sendable () -> Pricer, region: String,
        sender: any RuntimeSending, account: String = "default", options: MeteringOptions = MeteringOptions(),
        coordinators: RetryCoordinatorRegistry = RetryCoordinatorRegistry(), telemetry: Telemetry = Telemetry()
    ) {
        self.ledger = ledger
        self.pricer = pricer
        self.region = region
        self.sender = sender
        self.account = account
        self.options = options
        self.coordinators = coordinators
        self.telemetry = telemetry
    }

    /// Starts a call. It goes on whether anybody reads its answer or not, within the limits of ``MeteringOptions/drain``,
    /// so that its cost is learnt.
    ///
    /// - Throws: `LedgerError` of the kind `conflict` where a call of the same id is under way, `invalidInput` where team
    ///   or callsite are no names, `unavailable` once the metering is closed.
    public func start(_ call: MeteredCall) throws(LedgerError) -> MeteredExchange {
        var call = call
        call.attribution = try Self.checked(call.attribution)
        let id = call.id ?? CallID.make(at: options.clock())
        guard id.utf8.count <= Self.maximumIDBytes else {
            throw .invalidInput("call id", id, "is too long; the limit is \(Self.maximumIDBytes)")
        }
        let handoff = Handoff()
        let exchange = Exchange(metering: self, call: call, id: id, handoff: handoff)
        try exchanges.start(id: id, handoff) { await exchange.run() }
        return MeteredExchange(id: id, operation: call.request.operation, handoff: handoff)
    }

    /// The longest id of a call; the entries that it may need beside the first have the id with a number behind it.
    static let maximumIDBytes = 120

    /// Waits until every call that was started has its end in the ledger.
    ///
    /// An answer that is held and not read does not hold this up: what is unread stays in memory for its reader.
    public func finish() async { await exchanges.allEnded() }

    /// Takes no more calls, and waits until every one that was started has its end in the ledger.
    ///
    /// - Parameter limit: How long to wait. Calls that are still under way then are given up: what is held for them is
    ///   charged as an estimate. For ever unless given.
    public func close(within limit: Duration? = nil) async {
        exchanges.close()
        await exchanges.allEnded(within: limit)
    }

    /// Team and callsite decide which budgets hold, so a wrong one is an error; a user or a tag is a label, which changes
    /// as little as makes it one, because no call should fail for it.
    private static func checked(_ attribution: Attribution) throws(LedgerError) -> Attribution {
        var checked = attribution.sanitized().attribution
        checked.team = try TextRule.name.validated(attribution.team, as: "team")
        checked.callsite = try TextRule.name.validated(attribution.callsite, as: "callsite")
        return checked
    }
}
