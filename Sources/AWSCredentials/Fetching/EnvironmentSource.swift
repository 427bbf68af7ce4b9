internal import AWSSigning

/// Credentials in variables.
///
/// Rules: *AWS SDKs and Tools Reference Guide, "AWS access keys"*; `AWS_SECURITY_TOKEN` and `AWS_CREDENTIAL_EXPIRATION` as
/// botocore 1.43 reads them (state 2026-11).
struct EnvironmentSource: CredentialSource {
    let environment: AWSEnvironment

    let name = "environment"

    func fetch() async throws -> CredentialFinding {
        let id = environment.value(Self.accessKeyID)
        let secret = environment.value(Self.secretAccessKey)
        if id == nil, secret == nil { return .nothing(because: "\(Self.accessKeyID) is not set") }
        guard let id, let secret else {
            let (given, missing) =
                id == nil ? (Self.secretAccessKey, Self.accessKeyID) : (Self.accessKeyID, Self.secretAccessKey)
            throw CredentialError(
                .configuration, at: "variable \(given)", "is set without \(missing)", remedy: "set both or neither")
        }
        let token = environment.value("AWS_SESSION_TOKEN") ?? environment.value("AWS_SECURITY_TOKEN")
        return .found(
            Credentials(accessKeyID: id, secretAccessKey: secret, sessionToken: token, expiration: try expiration()))
    }

    private func expiration() throws(CredentialError) -> UTCTime? {
        let variable = "AWS_CREDENTIAL_EXPIRATION"
        guard let text = environment.value(variable) else { return nil }
        guard let time = ISOTime.parse(text) else {
            throw CredentialError(
                .configuration, at: "variable \(variable)", "is no time", remedy: "write it as 2026-11-23T19:00:00Z")
        }
        return time
    }

    private static let accessKeyID = "AWS_ACCESS_KEY_ID"
    private static let secretAccessKey = "AWS_SECRET_ACCESS_KEY"
}
