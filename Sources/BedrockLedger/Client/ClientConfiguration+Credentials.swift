import AWSCredentials
import BedrockRuntime

extension ClientConfiguration {
    /// Looks for credentials where a client would, without making one. Ask where something else is done without them, as
    /// when a program falls back to an emulator.
    ///
    /// - Throws: Why there are none: a `CredentialError` that names the places that were looked at.
    public func requireCredentials() async throws {
        if bearerToken != nil { return }
        if try BearerTokenResolver(environment: environment).token() != nil { return }
        _ = try await CachedCredentials.standard(
            environment: environment, profile: profile, http: RuntimeConnection.credentialClient(self)
        ).credentials()
    }
}
