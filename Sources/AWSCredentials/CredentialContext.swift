internal import AWSSigning

/// What all places where credentials may come from work with.
struct CredentialContext: Sendable {
    let environment: AWSEnvironment
    let profile: ProfileName
    /// Sends requests; without it the places that need one are left out.
    let sender: RequestSender?
    /// The region given in code.
    let region: String?
    let now: @Sendable () -> UTCTime

    init(
        environment: AWSEnvironment, profile: String? = nil, http: (any CredentialHTTPClient)? = nil,
        region: String? = nil, now: @escaping @Sendable () -> UTCTime = WallClock.now,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.environment = environment
        self.profile = ProfileName(explicit: profile, environment: environment)
        sender = http.map { RequestSender(client: $0, sleep: sleep) }
        self.region = region
        self.now = now
    }

    /// The profile that is meant with all that stands beside it; nil where there is no default profile.
    func selectedProfile() throws(CredentialError) -> (profile: Profile, shared: SharedConfiguration)? {
        let shared = try SharedConfiguration(reading: environment)
        return try profile.find(in: shared).map { ($0, shared) }
    }

    /// What sends requests.
    ///
    /// - Throws: ``CredentialError`` where no client was given.
    func requireSender(at place: String) throws(CredentialError) -> RequestSender {
        guard let sender else {
            throw CredentialError(.unsupported, at: place, "needs an HTTP client, and none was given")
        }
        return sender
    }
}
