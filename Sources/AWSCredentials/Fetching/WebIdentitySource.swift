internal import AWSSigning

/// A role for the bearer of a token that an identity provider wrote into a file, as that of a Kubernetes service account.
///
/// Rules: *AWS SDKs and Tools Reference Guide, "Assume role with web identity"* (state 2026-11): each setting comes from
/// its variable, or else from the profile.
struct WebIdentitySource: CredentialSource {
    let context: CredentialContext

    let name = "web identity"

    /// The most bytes of a token, more than what STS accepts.
    private static let maximumBytes = 64 << 10

    func fetch() async throws -> CredentialFinding {
        let profile = try context.selectedProfile()?.profile
        let file = setting("AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file", profile)
        guard let file else {
            return .nothing(because: "no AWS_WEB_IDENTITY_TOKEN_FILE and no web_identity_token_file")
        }
        guard let arn = setting("AWS_ROLE_ARN", "role_arn", profile) else {
            throw CredentialError(
                .configuration, at: file.place, "is set without a role", remedy: "set AWS_ROLE_ARN or role_arn")
        }
        let sessionName = setting("AWS_ROLE_SESSION_NAME", "role_session_name", profile)?.value
        let role = try AssumedRole(arn: arn.value, sessionName: sessionName, at: context.now(), place: arn.place)
        // Read anew each time, because whoever wrote it replaces it before it expires.
        let token = try context.environment.text(of: file.value, limit: Self.maximumBytes, neededBy: file.place)
            .split(whereSeparator: \.isWhitespace)
        guard token.count == 1 else {
            throw CredentialError(.file, at: "file \(file.value)", "holds no token")
        }
        return .found(
            try await SecurityTokenService(context.atRoot).assumeRole(role, webIdentityToken: String(token[0])))
    }

    private func setting(_ variable: String, _ property: String, _ profile: Profile?) -> (value: String, place: String)?
    {
        if !context.profile.isExplicit, let value = context.environment.value(variable) {
            return (value, "variable \(variable)")
        }
        return profile.flatMap { profile in profile[property].map { ($0, profile.place(of: property)) } }
    }
}
