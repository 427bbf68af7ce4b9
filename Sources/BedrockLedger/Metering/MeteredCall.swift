public import BedrockRuntime
public import Ledger

/// A call that is to be made: what goes over the wire, and whom it is charged to.
public struct MeteredCall: Sendable {
    /// The id under which the ledger keeps it; a new one where it is not given. The same id is never sent twice.
    public var id: String?
    /// What goes over the wire.
    public var request: RuntimeRequest
    /// Whom it is charged to.
    public var attribution: Attribution
    /// The line of the callsite in its source file.
    public var line: Int?
    /// Where the callsite's name came from, in one word.
    public var callsiteOrigin: String?
    /// What the call may become where a budget refuses it; `nil` leaves it to the metering's options.
    public var softLanding: [SoftLanding]?
    /// What is let go of once the call has ended, which may be after its answer was given up, as a share of a limit.
    public var allotments: [any Sendable]
    /// For which models the call may be sent after a soft landing; for any unless given.
    public var permitsModel: (@Sendable (String) -> Bool)?
    /// Attempts of the same logical call that were made, and recorded, before this one.
    var earlierAttempts: [CallAttempt] = []

    /// A call that is to be made.
    public init(
        id: String? = nil, request: RuntimeRequest, attribution: Attribution = Attribution(), line: Int? = nil,
        callsiteOrigin: String? = nil, softLanding: [SoftLanding]? = nil, allotments: [any Sendable] = []
    ) {
        self.id = id
        self.request = request
        self.attribution = attribution
        self.line = line
        self.callsiteOrigin = callsiteOrigin
        self.softLanding = softLanding
        self.allotments = allotments
    }
}
