import AWSCredentials
import AWSSigning
import BedrockRuntime
import Ledger
import Pricing

/// Finds out, as AWS SDKs do, where requests go and how they are signed.
struct RuntimeConnection {
    let region: String
    let sender: RuntimeSender

    init(
        region given: String?, transport: (any RuntimeTransport)?, credentials: (any CredentialProvider)?,
        configuration: ClientConfiguration
    ) async throws {
        let environment = configuration.environment
        let http = Self.credentialClient(configuration)
        region = try await RegionResolver(
            environment: environment, profile: configuration.profile, http: http
        ).region(explicit: given)
        let endpoint = try EndpointResolver(environment: environment, profile: configuration.profile).endpoint(
            of: .bedrockRuntime, region: region, explicit: configuration.endpoint)
        let authentication: RuntimeAuthentication
        if let credentials {
            authentication = .signature(credentials)
        } else if let token = try configuration.bearerToken ?? BearerTokenResolver(environment: environment).token() {
            try Self.requirePrivacy(of: endpoint)
            authentication = .bearer(token)
        } else {
            authentication = .signature(
                CachedCredentials.standard(
                    environment: environment, profile: configuration.profile, region: region, http: http))
        }
        sender = RuntimeSender(
            region: region, endpoint: endpoint, authentication: authentication,
            transport: transport
                ?? Self.transport(to: endpoint.host, isSecure: endpoint.scheme == .https, configuration),
            timeout: configuration.timeout, now: configuration.metering.clock)
    }

    /// What asks services of AWS other than Bedrock; they take the same proxy and trust the same authorities.
    static func credentialClient(_ configuration: ClientConfiguration) -> TransportCredentialClient {
        TransportCredentialClient(transport: transport(to: "sts.amazonaws.com", isSecure: true, configuration))
    }

    /// A bearer token is as good as a password, and travels in clear over http.
    private static func requirePrivacy(of endpoint: ServiceEndpoint) throws(CredentialError) {
        let isLocal = endpoint.host == "localhost" || endpoint.host == "::1" || endpoint.host.hasPrefix("127.")
        guard endpoint.scheme == .https || isLocal else {
            throw CredentialError(
                .configuration, at: "endpoint \(endpoint)", "an API key must not travel over http",
                remedy: "use https, or sign with an access key")
        }
    }

    /// The shared transport, or one by way of the proxy, or with the authorities (`AWS_CA_BUNDLE`), that the environment
    /// names.
    private static func transport(
        to host: String, isSecure: Bool, _ configuration: ClientConfiguration
    ) -> HTTPTransport {
        let variables = configuration.environment.allVariables
        var options = HTTPTransport.Options()
        options.proxy = ProxySettings.proxy(for: host, isSecure: isSecure, variables: variables)
        options.certificateAuthorities = variables["AWS_CA_BUNDLE"].flatMap { $0.isEmpty ? nil : $0 }
        if let timeout = configuration.timeout { options.readTimeout = timeout }
        let isUsual = options.proxy == nil && options.certificateAuthorities == nil && configuration.timeout == nil
        return isUsual ? .shared : HTTPTransport(options: options)
    }
}
