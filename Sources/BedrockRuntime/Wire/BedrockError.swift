public import AWSSigning
public import LosslessJSON
public import Retry

/// Why a call of the runtime API failed: what the service said, or how the connection broke.
///
/// ```swift
/// do { … } catch let error as BedrockError where error.code == "ThrottlingException" { … }
/// ```
public struct BedrockError: Error, Sendable {
    /// The HTTP status, where a response came.
    public var status: Int?
    /// The service's exception, as `ValidationException`, from the header, the body or the frame of a stream; nil where
    /// the service said nothing.
    public var code: String?
    /// What the service said, or how the connection broke.
    public var message: String
    /// How far the call had come; it decides whether it may have been billed.
    public var phase: RequestPhase
    /// The id that AWS gave the request.
    public var requestID: String?
    /// How long the service asked callers to stay away.
    public var retryAfter: Duration?
    /// All headers of the response.
    public var headers: [HeaderField]
    /// The error's body, as it came; at most ``maximumBodyBytes``.
    public var body: [UInt8]
    /// What the request was signed with, so that these and no newer ones are given up as expired.
    package var credentials: Credentials?

    /// The most of an error's body that is read.
    public static let maximumBodyBytes = 1 << 20

    /// Why a call failed.
    public init(
        status: Int? = nil, code: String? = nil, message: String, phase: RequestPhase, requestID: String? = nil,
        retryAfter: Duration? = nil, headers: [HeaderField] = [], body: [UInt8] = []
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.phase = phase
        self.requestID = requestID
        self.retryAfter = retryAfter
        self.headers = headers
        self.body = body
    }

    /// The error's body as JSON, with members such as `originalStatusCode` and `resourceName`; nil where it is none.
    public var json: JSONValue? { try? JSONValue.parse(body) }

    /// The failure in the terms of the retry policy.
    public var serviceFailure: ServiceFailure {
        ServiceFailure(status: status, code: code, message: message, phase: phase, retryAfter: retryAfter)
    }

    /// Whether the service may have done, and billed, any work for the call.
    public var mayBeBilled: Bool {
        if phase == .sent || phase == .streaming { return true }
        // A gateway in front of the service that gave up waiting: the service may go on and bill its answer.
        if code == nil, status == 502 || status == 504 { return true }
        if case .ambiguous = RetryRules.bedrock.classify(serviceFailure).verdict { return true }
        return false
    }
}

extension BedrockError: CustomStringConvertible {
    /// The exception, what was said and where, with the request id.
    public var description: String {
        var text = code ?? (phase == .notSent ? "connection failed" : "connection lost")
        if let status { text += " (HTTP \(status))" }
        text += ": \(message)"
        if phase == .streaming { text += " (in the middle of the answer)" }
        if let requestID { text += " [request \(requestID)]" }
        return text
    }
}
