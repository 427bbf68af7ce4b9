internal import AWSSigning

/// The metadata service of an EC2 instance, version 2: every question carries a token that was asked for first.
///
/// Version 1, which answers whoever can make the instance fetch an address, is never asked.
/// Rules: *Amazon EC2 User Guide, "Use the Instance Metadata Service"*; variables of the *AWS SDKs and Tools Reference
/// Guide, "IMDS client"* (state 2026-11).
struct InstanceMetadata: Sendable {
    private let endpoint: ServiceEndpoint
    private let sender: RequestSender

    /// What the service is called in errors.
    let place: String

    /// Long enough on an instance; elsewhere nothing answers, and nobody wants to wait for that.
    private static let timeout: Duration = .seconds(1)
    private static let attempts = 1
    private static let tokenLifetime = "21600"

    /// - Throws: ``CredentialError`` `.notFound` where the service is switched off, `.configuration` where its address is
    ///   malformed, `.unsupported` without an HTTP client.
    init(_ context: CredentialContext) throws(CredentialError) {
        let environment = context.environment
        let disabled = "AWS_EC2_METADATA_DISABLED"
        guard try environment.boolean(disabled) != true else {
            throw CredentialError(.notFound, at: "EC2 metadata service", "is switched off by \(disabled)")
        }
        endpoint = try Self.endpoint(environment)
        place = "EC2 metadata service at \(endpoint.hostHeader)"
        sender = try context.requireSender(at: place)
    }

    private static func endpoint(_ environment: AWSEnvironment) throws(CredentialError) -> ServiceEndpoint {
        let (variable, mode) = ("AWS_EC2_METADATA_SERVICE_ENDPOINT", "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE")
        let standard: String
        switch environment.value(mode)?.lowercased() {
        case nil, "ipv4": standard = "http://169.254.169.254"
        case "ipv6": standard = "http://[fd00:ec2::254]"
        default:
            throw CredentialError(.configuration, at: "variable \(mode)", "is neither 'IPv4' nor 'IPv6'")
        }
        do throws(EndpointFault) {
            return try ServiceEndpoint(url: environment.value(variable) ?? standard)
        } catch {
            throw CredentialError(.configuration, at: "variable \(variable)", "the address \(error)")
        }
    }

    /// A text of the service, such as the name of the region.
    func value(at path: String) async throws -> String {
        try Self.line(try await get(path, token: try await token()), at: place)
    }

    /// The document of the credentials of the instance's role.
    func credentials() async throws -> Credentials {
        let token = try await token()
        let roles = "/latest/meta-data/iam/security-credentials/"
        // An instance has one role; a list of several would be one line each.
        let role = try Self.line(try await get(roles, token: token), at: place)
        guard role.utf8.count <= 128 else {
            throw CredentialError(.answer, at: place, "gave something that is no name of a role")
        }
        let body = try await get(roles + PercentEncoding.segment(role), token: token)
        let document = try CredentialDocument(body, at: place)
        guard try document.text("Code") ?? "Success" == "Success" else {
            throw CredentialError(
                .answer, at: place, "has no credentials for role '\(role)'",
                remedy: "see whether the role trusts ec2.amazonaws.com")
        }
        return try document.credentials(tokenNamed: "Token")
    }

    private func token() async throws -> String {
        let headers = [HeaderField("x-aws-ec2-metadata-token-ttl-seconds", Self.tokenLifetime)]
        return try Self.line(try await answer("PUT", "/latest/api/token", headers), at: place)
    }

    private func get(_ path: String, token: String) async throws -> [UInt8] {
        try await answer("GET", path, [HeaderField("x-aws-ec2-metadata-token", token)])
    }

    private func answer(_ method: String, _ path: String, _ headers: [HeaderField]) async throws -> [UInt8] {
        let request = CredentialHTTPRequest(
            method: method, url: endpoint.description + path, headers: headers, timeout: Self.timeout)
        let response = try await sender.send(request, attempts: Self.attempts, at: place)
        guard response.status == 200 else {
            let reason =
                response.status == 404 && path.hasSuffix("/")
                ? "the instance has no role" : "answered \(method) \(path) with status \(response.status)"
            throw CredentialError(.refused, at: place, reason)
        }
        return response.body
    }

    /// The first line of an answer, which has to be printable ASCII, because it becomes a header or a part of a path.
    private static func line(_ body: [UInt8], at place: String) throws(CredentialError) -> String {
        let line = body.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard !line.isEmpty, line.count <= 4_096, line.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw CredentialError(.answer, at: place, "gave an answer that is empty or malformed")
        }
        return String(decoding: line, as: UTF8.self)
    }
}
