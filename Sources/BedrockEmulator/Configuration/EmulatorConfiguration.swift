public import AWSSigning
public import Logging
public import Pricing

/// How an emulator behaves.
///
/// ```swift
/// var configuration = EmulatorConfiguration()
/// configuration.credentials = [Credentials(accessKeyID: "AKIAEMULATOR", secretAccessKey: secret)]
/// configuration.requestsPerMinute = 60
/// ```
public struct EmulatorConfiguration: Sendable {
    /// The address to listen on.
    public var host = "127.0.0.1"
    /// The port to listen on; 0 takes a free one.
    public var port = 0
    /// The region that is billed where a request is not signed for one.
    public var region = "us-east-1"
    /// Who may sign requests; where neither credentials nor tokens are given, every request is accepted unverified.
    public var credentials: [Credentials] = []
    /// Which bearer tokens are accepted.
    public var bearerTokens: [BearerToken] = []
    /// How long every model call takes until its first byte.
    public var latency = Duration.zero
    /// How many calls of one model a minute of the clock allows; nil for any number.
    public var requestsPerMinute: Int?
    /// What ids and answers are derived from: the same requests in the same order get the same answers.
    public var seed: UInt64 = 1
    /// Where the time comes from, and the waiting.
    public var clock = EmulatorClock.system
    /// The prices; nil for the shipped card.
    public var rateCard: RateCard?
    /// What application inference profiles stand for: ARN to ARN or id.
    public var inferenceProfiles: [String: String] = [:]
    /// Whether models that the rate card does not know are served, and billed without a price.
    public var servesUnknownModels = false
    /// The fewest tokens of a prefix that is cached.
    ///
    /// The least that AWS documents for most Claude models; it differs by model (AWS prompt-caching guide).
    public var minimumCacheableTokens: Int64 = 1_024
    /// Faults that every model call meets.
    public var faults: [EmulatorFault] = []
    /// How much of everything is accepted and kept.
    public var limits = EmulatorLimits()
    /// Where the server's own troubles are told; nothing of a request's body goes there.
    public var logger = Logger(label: "bedrock-emulator") { _ in SwiftLogNoOpLogHandler() }

    /// The usual behaviour: loopback, any free port, every signature accepted, no faults.
    public init() {}

    /// Whether requests have to prove who sends them.
    var verifiesCallers: Bool { !credentials.isEmpty || !bearerTokens.isEmpty }
}
