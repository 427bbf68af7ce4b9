public import AWSCredentials
public import AWSSigning
public import Logging
public import Retry

/// What a client may be told beside the usual: every value has a default that is right in production.
public struct ClientConfiguration: Sendable {
    /// The variables and files in which settings are looked for.
    public var environment: AWSEnvironment
    /// The profile; `AWS_PROFILE` or `default` unless given.
    public var profile: String?
    /// Where requests go, as `http://127.0.0.1:8080`; as AWS SDKs find it unless given.
    public var endpoint: String?
    /// An API key of Bedrock; `AWS_BEARER_TOKEN_BEDROCK` unless given. It goes before all other credentials.
    public var bearerToken: BearerToken?
    /// How long to wait for a response and for each further part of it; the transport's hour unless given.
    public var timeout: Duration?
    /// How calls are metered: the bound, soft landings, how far unread answers are read on.
    public var metering = MeteringOptions()
    /// What application inference profiles stand for: ARN to model id, profile id or ARN.
    public var inferenceProfiles: [String: String] = [:]
    /// Whose quota the calls count against, in words of your own.
    public var account = "default"
    /// What calls against one quota share: the budget of their retries and the pace after a throttle. Give the same one to
    /// clients that share an account; each has its own unless given.
    public var coordinators = RetryCoordinatorRegistry()
    /// Where the events of calls are logged.
    public var logger = Logger(label: "bedrock-ledger")

    /// The usual configuration.
    public init(environment: AWSEnvironment = .process()) {
        self.environment = environment
    }
}
