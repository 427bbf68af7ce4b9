public import AWSSigning

/// Gives the credentials that requests are signed with.
///
/// Ask for them before every attempt: a provider keeps them and fetches new ones when it is time. Make one of your own
/// where credentials come from elsewhere than the places that AWS SDKs look at.
public protocol CredentialProvider: Sendable {
    /// The credentials that hold now.
    func credentials() async throws -> Credentials

    /// Says that the service refused these credentials as expired, so that the next caller gets new ones.
    func invalidate(_ credentials: Credentials) async
}
