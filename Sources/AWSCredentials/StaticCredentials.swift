public import AWSSigning

/// Credentials that were given, and that nothing renews.
///
/// Use them for the key of a gateway or an emulator, and in tests.
public struct StaticCredentials: CredentialProvider {
    private let fixed: Credentials

    /// A provider of these credentials.
    public init(_ credentials: Credentials) { fixed = credentials }

    /// The credentials that were given.
    public func credentials() async throws -> Credentials { fixed }

    /// Nothing: there are no others.
    public func invalidate(_ credentials: Credentials) async {}
}
