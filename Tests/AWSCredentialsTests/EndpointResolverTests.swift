import Testing

@testable import AWSCredentials

/// The order and the hosts were compared with botocore 1.43.11 by hand.
@Suite("Which endpoint")
struct EndpointResolverTests {
    static let config = """
        [default]
        services = local
        endpoint_url = http://profile/
        [services local]
        bedrock_runtime =
          endpoint_url = http://services/
        """

    private func endpoint(
        _ variables: [String: String] = [:], config: String = "", region: String = "us-east-1",
        of service: AWSService = .bedrockRuntime, explicit: String? = nil
    ) throws -> String {
        try EndpointResolver(environment: .profiles(config: config, variables: variables))
            .endpoint(of: service, region: region, explicit: explicit).description
    }

    @Test(
        "Code, then the service's variable, the general one, the services section, the profile, AWS's own",
        arguments: [
            ("http://code", ["AWS_ENDPOINT_URL_BEDROCK_RUNTIME": "http://one"], config, "http://code"),
            (
                nil, ["AWS_ENDPOINT_URL_BEDROCK_RUNTIME": "http://one", "AWS_ENDPOINT_URL": "http://two"], config,
                "http://one"
            ),
            (nil, ["AWS_ENDPOINT_URL": "http://two", "AWS_ENDPOINT_URL_BEDROCK": "http://no"], config, "http://two"),
            (nil, [:], config, "http://services"),
            (nil, [:], config.replacing("bedrock_runtime", with: "s3"), "http://profile"),
            (nil, [:], "[default]", "https://bedrock-runtime.us-east-1.amazonaws.com"),
        ] as [(String?, [String: String], String, String)])
    func order(explicit: String?, variables: [String: String], config: String, expected: String) throws {
        #expect(try endpoint(variables, config: config, explicit: explicit) == expected)
    }

    @Test(
        "Addresses of one's own may be ignored, but for that in code",
        arguments: [
            (["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"], config),
            (
                [:],
                config.replacing("services = local", with: "ignore_configured_endpoint_urls = TRUE\nservices = local")
            ),
        ])
    func ignored(variables: [String: String], config: String) throws {
        let all = variables.merging(["AWS_ENDPOINT_URL": "http://two"]) { first, _ in first }
        #expect(try endpoint(all, config: config) == "https://bedrock-runtime.us-east-1.amazonaws.com")
        #expect(try endpoint(all, config: config, explicit: "http://code") == "http://code")
    }

    @Test(
        "The hosts of AWS",
        arguments: [
            ("us-east-1", false, false, "bedrock-runtime.us-east-1.amazonaws.com"),
            ("us-east-1", true, false, "bedrock-runtime-fips.us-east-1.amazonaws.com"),
            ("us-east-1", false, true, "bedrock-runtime.us-east-1.api.aws"),
            ("us-east-1", true, true, "bedrock-runtime-fips.us-east-1.api.aws"),
            ("us-gov-west-1", true, false, "bedrock-runtime-fips.us-gov-west-1.amazonaws.com"),
            ("cn-north-1", false, false, "bedrock-runtime.cn-north-1.amazonaws.com.cn"),
            ("cn-north-1", false, true, "bedrock-runtime.cn-north-1.api.amazonwebservices.com.cn"),
            ("eusc-de-east-1", false, false, "bedrock-runtime.eusc-de-east-1.amazonaws.eu"),
            ("us-iso-east-1", false, false, "bedrock-runtime.us-iso-east-1.c2s.ic.gov"),
            ("us-isob-east-1", false, false, "bedrock-runtime.us-isob-east-1.sc2s.sgov.gov"),
            ("eu-isoe-west-1", false, false, "bedrock-runtime.eu-isoe-west-1.cloud.adc-e.uk"),
            ("us-isof-south-1", false, false, "bedrock-runtime.us-isof-south-1.csp.hci.ic.gov"),
            ("xx-new-1", false, false, "bedrock-runtime.xx-new-1.amazonaws.com"),
        ])
    func hosts(region: String, fips: Bool, dualStack: Bool, host: String) throws {
        let variables = ["AWS_USE_FIPS_ENDPOINT": "\(fips)", "AWS_USE_DUALSTACK_ENDPOINT": "\(dualStack)"]
        #expect(try endpoint(variables, region: region) == "https://" + host)
        let config = "[default]\nuse_fips_endpoint = \(fips)\nuse_dualstack_endpoint = \(dualStack)"
        #expect(try endpoint(config: config, region: region) == "https://" + host)
    }

    @Test("Every service has its own names")
    func services() throws {
        #expect(try endpoint(of: .bedrock) == "https://bedrock.us-east-1.amazonaws.com")
        #expect(try endpoint(["AWS_ENDPOINT_URL_BEDROCK": "http://b"], of: .bedrock) == "http://b")
    }

    @Test(
        "What is contradictory or malformed says where it stands",
        arguments: [
            (["AWS_USE_FIPS_ENDPOINT": "true", "AWS_ENDPOINT_URL": "http://h"], "", "variable AWS_ENDPOINT_URL"),
            (
                ["AWS_USE_DUALSTACK_ENDPOINT": "true"], config,
                "endpoint_url of bedrock_runtime in section [services local]"
            ),
            (["AWS_USE_FIPS_ENDPOINT": "yes"], "", "variable AWS_USE_FIPS_ENDPOINT"),
            ([:], "[default]\nuse_fips_endpoint = 1", "use_fips_endpoint of profile 'default' (~/.aws/config, line 2)"),
            ([:], "[default]\nservices = none", "services of profile 'default' (~/.aws/config, line 2)"),
            (["AWS_ENDPOINT_URL": "http://u:\(marker)@h"], "", "variable AWS_ENDPOINT_URL"),
            ([:], "[default]\nendpoint_url = h", "endpoint_url of profile 'default' (~/.aws/config, line 2)"),
        ])
    func faults(variables: [String: String], config: String, place: String) {
        let error = #expect(throws: CredentialError.self) { try endpoint(variables, config: config) }
        #expect(error?.place == place)
        #expect(error?.description.contains(marker) == false)
    }
}

@Suite("An endpoint")
struct ServiceEndpointTests {
    @Test(
        "Its parts are those of the address",
        arguments: [
            ("https://a.example", "a.example", 443, "", "https://a.example"),
            ("HTTPS://A.Example:443/", "a.example", 443, "", "https://a.example"),
            ("http://localhost:8080/x/y//", "localhost:8080", 8080, "/x/y", "http://localhost:8080/x/y"),
            ("http://h:80", "h", 80, "", "http://h"), ("https://h:80/%41", "h:80", 80, "/%41", "https://h:80/%41"),
            ("http://[::1]:81/", "[::1]:81", 81, "", "http://[::1]:81"),
            ("http://[FD00::2]", "[fd00::2]", 80, "", "http://[fd00::2]"),
        ])
    func parts(url: String, hostHeader: String, port: Int, basePath: String, description: String) throws {
        let endpoint = try ServiceEndpoint(url: url)
        #expect(endpoint.hostHeader == hostHeader)
        #expect(endpoint.effectivePort == port)
        #expect(endpoint.basePath == basePath)
        #expect(endpoint.description == description)
        #expect(try ServiceEndpoint(url: description) == endpoint)
    }

    @Test("An IPv6 address is kept without its brackets")
    func brackets() throws {
        #expect(try ServiceEndpoint(url: "http://[::1]:81/").host == "::1")
    }

    @Test(
        "What requests could not be put together from is refused",
        arguments: [
            ("ftp://h", EndpointFault.scheme), ("h", .scheme), ("https:h", .scheme), ("", .scheme),
            ("https://u@h", .userInformation), ("https://u:p@h/", .userInformation), ("https://", .host),
            ("https:///p", .host), ("https://h h", .host), ("https://é", .host), ("https://[::1", .host),
            ("https://[h]", .host), ("https://h:", .port), ("https://h:0", .port), ("https://h:65536", .port),
            ("https://h:+1", .port), ("https://[::1]x", .port), ("https://h/ x", .path), ("https://h/é", .path),
            ("https://h/\r\nX: y", .path), ("https://h/?a", .query), ("https://h?", .query), ("https://h#f", .fragment),
            ("https://h/" + String(repeating: "x", count: 2_048), .length),
        ])
    func refused(url: String, fault: EndpointFault) {
        #expect(throws: fault) { try ServiceEndpoint(url: url) }
    }
}
