internal import AWSSigning
internal import Synchronization

/// The credentials of an EC2 instance's role.
///
/// When the metadata service fails, or goes on giving credentials that have expired, those that it gave last are used on:
/// services of AWS accept them through such an outage, and where they do not, the call says so.
/// Rule: *AWS SDKs and Tools Reference Guide, "IMDS credential provider"*; times as botocore 1.43 has them (state 2026-11).
final class InstanceSource: CredentialSource {
    private let context: CredentialContext
    private let jitter: @Sendable () -> Int64
    private let last = Mutex<Credentials?>(nil)

    let name = "EC2 instance"

    /// The source on this machine. During an outage, the next attempt is put off by some seconds more than the window, by
    /// chance, so that instances do not all come at once.
    init(_ context: CredentialContext, jitter: @escaping @Sendable () -> Int64 = { .random(in: 120...600) }) {
        self.context = context
        self.jitter = jitter
    }

    func fetch() async throws -> CredentialFinding {
        do {
            let fresh = try await InstanceMetadata(context).credentials()
            last.withLock { $0 = fresh }
            return .found(fresh.isExpired(at: context.now()) ? extended(fresh) : fresh)
        } catch let error as CredentialError {
            guard let last = last.withLock({ $0 }), [.unreachable, .answer].contains(error.code) else {
                if [.unreachable, .notFound, .unsupported, .refused].contains(error.code) {
                    return .nothing(because: error.description)
                }
                throw error
            }
            return .found(extended(last))
        }
    }

    /// The credentials with an end that is far enough for them to be used until the next attempt.
    private func extended(_ credentials: Credentials) -> Credentials {
        let end = UTCTime(clamping: context.now().seconds + RefreshWindows.advisory + jitter())
        // What is good for longer anyway stays as it is.
        guard let expiration = credentials.expiration, expiration < end else { return credentials }
        return Credentials(
            accessKeyID: credentials.accessKeyID, secretAccessKey: credentials.secretAccessKey.revealed(),
            sessionToken: credentials.sessionToken?.revealed(), expiration: end)
    }
}
