public import AWSCredentials
public import AWSSigning

/// How requests say who sends them.
public enum RuntimeAuthentication: Sendable {
    /// By Signature Version 4, with the credentials of a provider.
    case signature(any CredentialProvider)
    /// By a Bedrock API key.
    case bearer(BearerToken)
    /// Not at all: for an endpoint that asks nobody, as a local emulator.
    case none
}
