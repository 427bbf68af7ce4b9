internal import AWSSigning

/// What all places where credentials may come from work with.
struct CredentialContext: Sendable {
    let environment: AWSEnvironment
    /// The profile that is looked at.
    private(set) var profile: ProfileName
    /// The profile that was asked for, where others stand behind it; STS is reached as it says.
    let root: ProfileName
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
        root = ProfileName(explicit: profile, environment: environment)
        self.profile = root
        sender = http.map { RequestSender(client: $0, sleep: sleep) }
        self.region = region
        self.now = now
    }

    /// The same for a profile that another one names; variables do not count there.
    func selecting(_ name: String) -> CredentialContext {
        var context = self
        context.profile = ProfileName(explicit: name, environment: environment)
        return context
    }

    /// The same for the profile that was asked for.
    var atRoot: CredentialContext {
        var context = self
        context.profile = root
        return context
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
