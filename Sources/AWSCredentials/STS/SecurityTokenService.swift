internal import AWSSigning

/// The two operations of the Security Token Service that give credentials.
///
/// Rules: *AWS Security Token Service API Reference, "AssumeRole", "AssumeRoleWithWebIdentity"*, version 2011-06-15.
struct SecurityTokenService: Sendable {
    private let region: String
    private let endpoint: ServiceEndpoint
    private let sender: RequestSender
    private let now: @Sendable () -> UTCTime

    private static let timeout: Duration = .seconds(10)
    private static let attempts = 3

    /// The service in the region that the context and the profile give.
    ///
    /// It is a regional endpoint always: the global one is a single point far away.
    init(_ context: CredentialContext) async throws {
        sender = try context.requireSender(at: "STS")
        region = try await RegionResolver(context).region(explicit: context.region)
        endpoint = try EndpointResolver(environment: context.environment, profile: context.profile)
            .endpoint(of: .sts, region: region)
        now = context.now
    }

    /// The credentials of a role, for those who may assume it.
    func assumeRole(_ role: AssumedRole, with credentials: Credentials) async throws -> Credentials {
        try await call("AssumeRole", parameters: role.parameters, role: role, credentials: credentials)
    }

    /// The credentials of a role, for the bearer of a token of an identity provider. Nobody signs this request.
    func assumeRole(_ role: AssumedRole, webIdentityToken token: String) async throws -> Credentials {
        let parameters = role.parameters + [("WebIdentityToken", token)]
        return try await call("AssumeRoleWithWebIdentity", parameters: parameters, role: role, credentials: nil)
    }

    private func call(
        _ action: String, parameters: [(name: String, value: String)], role: AssumedRole, credentials: Credentials?
    ) async throws -> Credentials {
        let place = "STS at \(endpoint.hostHeader)"
        let form = [("Action", action), ("Version", "2011-06-15")] + parameters
        let body = Array(
            form.map { "\(PercentEncoding.segment($0))=\(PercentEncoding.segment($1))" }.joined(separator: "&").utf8)
        var headers = [
            HeaderField("Host", endpoint.hostHeader),
            HeaderField("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
        ]
        let path = endpoint.basePath + "/"
        if let credentials {
            do throws(SigningError) {
                let request = SigningRequest(method: "POST", path: path, headers: headers)
                headers += try RequestSigner(region: region, service: "sts").sign(
                    request, body: BodyHash(of: body), credentials: credentials, at: now()
                ).headers
            } catch {
                throw CredentialError(.configuration, at: role.place, "the request to STS cannot be signed: \(error)")
            }
        }
        let request = CredentialHTTPRequest(
            method: "POST", url: "\(endpoint.scheme.rawValue)://\(endpoint.hostHeader)\(path)", headers: headers,
            body: body, timeout: Self.timeout, maximumResponseBytes: XMLTexts.maximumBytes)
        let response = try await sender.send(request, attempts: Self.attempts, at: place)
        let texts = XMLTexts(response.body)
        guard response.status == 200 else { throw refusal(response.status, texts, role: role, at: place) }
        return try Self.credentials(in: texts, action: action, at: place)
    }

    private static func credentials(
        in texts: XMLTexts?, action: String, at place: String
    ) throws(CredentialError) -> Credentials {
        func text(_ name: String) -> String? {
            texts?["\(action)Response/\(action)Result/Credentials/\(name)"].flatMap { $0.isEmpty ? nil : $0 }
        }
        guard let id = text("AccessKeyId"), let secret = text("SecretAccessKey"), let token = text("SessionToken"),
            let expiration = text("Expiration").flatMap(ISOTime.parse)
        else { throw CredentialError(.answer, at: place, "gave a reply to \(action) without complete credentials") }
        return Credentials(accessKeyID: id, secretAccessKey: secret, sessionToken: token, expiration: expiration)
    }

    /// The error for a reply that is none of success. Its message is left out: it may repeat what was sent.
    private func refusal(_ status: Int, _ texts: XMLTexts?, role: AssumedRole, at place: String) -> CredentialError {
        let code = texts?["ErrorResponse/Error/Code"] ?? ""
        let isCode = (1...64).contains(code.utf8.count) && code.unicodeScalars.allSatisfy { $0.properties.isAlphabetic }
        let remedy: String
        switch code {
        case "AccessDenied": remedy = "see whether the role trusts the caller, and whether external_id fits"
        case "ExpiredToken", "ExpiredTokenException": remedy = "the credentials or the token behind it have expired"
        case "InvalidIdentityToken", "IDPRejectedClaim":
            remedy = "see whether the role trusts the identity provider and the token's audience"
        case "RegionDisabledException": remedy = "activate STS in region \(region), or choose another"
        default: remedy = "see \(role.place)"
        }
        return CredentialError(
            code.hasPrefix("ExpiredToken") ? .expired : .refused, at: place,
            "refused role \(role.arn) with status \(status)\(isCode ? " (\(code))" : "")", remedy: remedy)
    }
}
