/// Finds out where a service is reached.
///
/// The first of these that is given: an address in code; the variable `AWS_ENDPOINT_URL_BEDROCK_RUNTIME`; the variable
/// `AWS_ENDPOINT_URL`; `endpoint_url` under the service in the `[services]` section that the profile names;
/// `endpoint_url` of the profile; the address that AWS gives the service in the region.
///
/// Rules: *AWS SDKs and Tools Reference Guide, "Service-specific endpoints", "FIPS endpoints", "Dual-stack endpoints"*
/// (state 2026-11).
public struct EndpointResolver: Sendable {
    private let environment: AWSEnvironment
    private let profile: ProfileName

    /// A resolver for one environment.
    ///
    /// - Parameters:
    ///   - environment: The variables and files to look at.
    ///   - profile: The profile to look at; `AWS_PROFILE` or `default` unless told.
    public init(environment: AWSEnvironment = .process(), profile: String? = nil) {
        self.init(environment: environment, profile: ProfileName(explicit: profile, environment: environment))
    }

    init(environment: AWSEnvironment, profile: ProfileName) {
        self.environment = environment
        self.profile = profile
    }

    /// The endpoint of a service in a region.
    ///
    /// - Parameters:
    ///   - service: The service.
    ///   - region: The region, already checked; see ``RegionResolver``.
    ///   - explicit: An address given in code or on the command line, which goes before everything else.
    /// - Returns: The endpoint.
    /// - Throws: ``CredentialError`` that names where a malformed or contradictory setting stands.
    public func endpoint(
        of service: AWSService, region: String, explicit: String? = nil
    ) throws(CredentialError) -> ServiceEndpoint {
        let settings = try settings()
        let usesFIPS = try switched("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", settings)
        let usesDualStack = try switched("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint", settings)
        let given = explicit.map { (text: $0, place: "the endpoint given") }
        guard let configured = try given == nil ? configured(service, settings) : given else {
            let partition = AWSPartition(region: region)
            let suffix = usesDualStack ? partition.dualStackSuffix : partition.suffix
            return ServiceEndpoint(httpsHost: "\(service.hostPrefix)\(usesFIPS ? "-fips" : "").\(region).\(suffix)")
        }
        // The address would silently be used without what else was asked for. The service's own endpoint rules refuse the
        // pair too, though botocore lets the address win.
        guard !usesFIPS, !usesDualStack else {
            throw CredentialError(
                .configuration, at: configured.place,
                "an address of one's own cannot be combined with \(usesFIPS ? "FIPS" : "dual-stack") endpoints",
                remedy: "take one of the two settings away")
        }
        do throws(EndpointFault) {
            return try ServiceEndpoint(url: configured.text)
        } catch {
            throw CredentialError(.configuration, at: configured.place, "the address \(error)")
        }
    }

    private typealias Settings = (shared: SharedConfiguration, profile: Profile?)

    private func settings() throws(CredentialError) -> Settings {
        let shared = try SharedConfiguration(reading: environment)
        return (shared, try profile.find(in: shared))
    }

    private func switched(
        _ variable: String, _ property: String, _ settings: Settings
    ) throws(CredentialError) -> Bool {
        if let value = try environment.boolean(variable) { return value }
        return try settings.profile?.boolean(property) ?? false
    }

    private func configured(
        _ service: AWSService, _ settings: Settings
    ) throws(CredentialError) -> (text: String, place: String)? {
        guard try !switched("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls", settings) else {
            return nil
        }
        for variable in [service.endpointVariable, "AWS_ENDPOINT_URL"] {
            if let text = environment.value(variable) { return (text, "variable \(variable)") }
        }
        guard let profile = settings.profile else { return nil }
        if let name = profile["services"] {
            guard let section = settings.shared.services(name) else {
                throw CredentialError(
                    .configuration, at: profile.place(of: "services"), "there is no section [services \(name)]",
                    remedy: "add the section to \(settings.shared.configPath)")
            }
            if let text = Profile.nested(service.configurationName, in: section)["endpoint_url"], !text.isEmpty {
                return (text, "endpoint_url of \(service.configurationName) in section [services \(name)]")
            }
        }
        return profile["endpoint_url"].map { ($0, profile.place(of: "endpoint_url")) }
    }
}
