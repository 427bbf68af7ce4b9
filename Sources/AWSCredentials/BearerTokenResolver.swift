public import AWSSigning

/// Finds the API key of Amazon Bedrock, which goes before all other credentials where there is one.
///
/// Rule: *Amazon Bedrock User Guide, "Use an Amazon Bedrock API key"* (state 2026-11). The key is read from the variable
/// `AWS_BEARER_TOKEN_BEDROCK`, and travels over TLS only.
public struct BearerTokenResolver: Sendable {
    /// The variable that holds the key.
    public static let variable = "AWS_BEARER_TOKEN_BEDROCK"

    private let environment: AWSEnvironment

    /// A resolver for one environment.
    public init(environment: AWSEnvironment = .process()) { self.environment = environment }

    /// The key, nil where the variable is not set; requests are then signed.
    ///
    /// - Throws: ``CredentialError`` where it has characters that no key has, such as a line feed at its end.
    public func token() throws(CredentialError) -> BearerToken? {
        guard let text = environment.value(Self.variable) else { return nil }
        guard let token = BearerToken(text) else {
            throw CredentialError(
                .configuration, at: "variable \(Self.variable)", "holds something that is no API key",
                remedy: "see that it has no blanks, quotes or line breaks")
        }
        return token
    }
}
