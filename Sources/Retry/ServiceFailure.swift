/// A failed call, in terms that need no HTTP library.
public struct ServiceFailure: Sendable, Hashable {
    /// The HTTP status, if a response came back.
    public var status: Int?

    /// The error code of the service, without decoration; see ``BedrockErrorCode``.
    public var code: String?

    /// The message of the service.
    public var message: String?

    /// How far the call had come.
    public var phase: RequestPhase

    /// How long the service asked callers to stay away; see ``RetryAfter``.
    public var retryAfter: Duration?

    /// Creates a failure.
    ///
    /// - Parameters:
    ///   - status: The HTTP status, if a response came back.
    ///   - code: The error code of the service.
    ///   - message: The message of the service.
    ///   - phase: How far the call had come.
    ///   - retryAfter: How long the service asked callers to stay away.
    public init(
        status: Int? = nil, code: String? = nil, message: String? = nil, phase: RequestPhase,
        retryAfter: Duration? = nil
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.phase = phase
        self.retryAfter = retryAfter
    }
}
