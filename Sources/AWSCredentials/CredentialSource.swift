public import AWSSigning

/// One place that credentials are fetched from, each time anew.
///
/// A source keeps nothing and knows nothing of time; ``CachedCredentials`` makes a provider of it, which does. Write one
/// for a store of secrets of your own.
public protocol CredentialSource: Sendable {
    /// What the place is called in errors, as `EC2 instance`.
    var name: String { get }

    /// Looks whether the place is in use, and fetches credentials if it is.
    ///
    /// - Returns: Credentials, or why the place is not in use here.
    /// - Throws: An error where the place is in use and has no credentials to give. ``CredentialError`` is shown to people
    ///   as it is; no error may repeat a secret.
    func fetch() async throws -> CredentialFinding
}

/// What looking at a place gave.
public enum CredentialFinding: Sendable {
    /// The credentials that the place gave.
    case found(Credentials)
    /// The place is not in use here: the next may be tried.
    case nothing(because: String)
}
