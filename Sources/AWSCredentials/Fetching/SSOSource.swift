internal import AWSSigning
internal import Crypto

/// A role of IAM Identity Center, for someone who has logged in with `aws sso login`.
///
/// Rules: *AWS SDKs and Tools Reference Guide, "IAM Identity Center credential provider"*; the place and the members of the
/// cached token as botocore 1.43 has them (state 2026-11). The token is read, never renewed: that is the AWS CLI's.
struct SSOSource: CredentialSource {
    let context: CredentialContext

    let name = "SSO"

    private static let timeout: Duration = .seconds(5)
    private static let attempts = 3

    func fetch() async throws -> CredentialFinding {
        guard let (profile, shared) = try context.selectedProfile() else {
            return .nothing(because: context.noProfile)
        }
        guard let settings = try SSOSettings(of: profile, in: shared) else {
            return .nothing(because: "profile '\(profile.name)' has neither sso_account_id nor sso_role_name")
        }
        let token = try token(settings, login: "run 'aws sso login --profile \(profile.name)'")
        let region = try RegionName.check(settings.region, at: settings.regionPlace)
        let endpoint = try EndpointResolver(environment: context.environment, profile: context.root)
            .endpoint(of: .sso, region: region)
        let query =
            "account_id=\(PercentEncoding.segment(settings.accountID))"
            + "&role_name=\(PercentEncoding.segment(settings.roleName))"
        let request = CredentialHTTPRequest(
            method: "GET", url: "\(endpoint)/federation/credentials?\(query)",
            headers: [HeaderField("Accept", "application/json"), HeaderField("x-amz-sso_bearer_token", token)],
            timeout: Self.timeout)
        let place = "SSO at \(endpoint.hostHeader)"
        let response = try await context.requireSender(at: place).send(request, attempts: Self.attempts, at: place)
        switch response.status {
        case 200:
            return .found(try Self.credentials(response.body, at: place))
        case 401:
            throw CredentialError(
                .expired, at: place, "the session of profile '\(profile.name)' has ended",
                remedy: "run 'aws sso login --profile \(profile.name)'")
        default:
            throw CredentialError(
                .refused, at: place, "answered with status \(response.status) for profile '\(profile.name)'",
                remedy: "see whether sso_account_id and sso_role_name are assigned to you")
        }
    }

    /// The token that `aws sso login` left behind.
    private func token(_ settings: SSOSettings, login: String) throws(CredentialError) -> String {
        let digest = Insecure.SHA1.hash(data: Array(settings.cacheKey.utf8))
        let path = "~/.aws/sso/cache/\(Hexadecimal.text(digest)).json"
        let place = "file \(path)"
        guard let bytes = try context.environment.contents(of: path, limit: CredentialDocument.maximumBytes) else {
            throw CredentialError(.expired, at: place, "is missing: nobody has logged in", remedy: login)
        }
        let document = try CredentialDocument(bytes, at: place)
        let token = try document.requiredText("accessToken")
        guard let end = try document.time("expiresAt"), end > context.now() else {
            throw CredentialError(.expired, at: place, "holds a token that has expired", remedy: login)
        }
        guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw CredentialError(.answer, at: place, "holds something that is no token", remedy: login)
        }
        return token
    }

    private static func credentials(_ body: [UInt8], at place: String) throws(CredentialError) -> Credentials {
        let role = try CredentialDocument(body, at: place).requiredObject("roleCredentials")
        return Credentials(
            accessKeyID: try role.requiredText("accessKeyId"),
            secretAccessKey: try role.requiredText("secretAccessKey"),
            sessionToken: try role.requiredText("sessionToken"),
            expiration: UTCTime(clamping: try role.requiredInteger("expiration") / 1_000))
    }
}
