internal import AWSSigning

/// A role that other credentials assume: `role_arn` with `source_profile` or `credential_source`, as many times over as
/// profiles say.
///
/// Rules: *AWS SDKs and Tools Reference Guide, "Assume role credential provider"*, and for what a source profile may be,
/// botocore 1.43 (state 2026-11).
struct AssumeRoleSource: CredentialSource {
    let context: CredentialContext
    let instance: InstanceSource

    let name = "assumed role"

    /// How many profiles may stand behind each other.
    static let maximumDepth = 10

    func fetch() async throws -> CredentialFinding {
        guard let (profile, shared) = try context.selectedProfile() else {
            return .nothing(because: context.noProfile)
        }
        guard profile.assumesRole else { return .nothing(because: "profile '\(profile.name)' has no role_arn") }
        return .found(try await credentials(of: profile, in: shared, visited: [profile.name]))
    }

    private func credentials(
        of profile: Profile, in shared: SharedConfiguration, visited: [String]
    ) async throws -> Credentials {
        guard profile["mfa_serial"] == nil else {
            throw CredentialError(
                .unsupported, at: profile.place(of: "mfa_serial"), "a code of a device cannot be asked for here",
                remedy: "log in with the AWS CLI, and name a profile with its session or a credential_process")
        }
        let role = try AssumedRole(of: profile, at: context.now())
        let source = try await sourceCredentials(of: profile, in: shared, visited: visited)
        return try await SecurityTokenService(context.atRoot).assumeRole(role, with: source)
    }

    private func sourceCredentials(
        of profile: Profile, in shared: SharedConfiguration, visited: [String]
    ) async throws -> Credentials {
        switch (profile["source_profile"], profile["credential_source"]) {
        case (nil, nil):
            throw CredentialError(
                .configuration, at: profile.place(of: "role_arn"), "does not say whose credentials assume the role",
                remedy: "add source_profile or credential_source")
        case (.some, .some):
            throw CredentialError(
                .configuration, at: profile.place(of: "source_profile"), "stands beside credential_source",
                remedy: "take one of the two away")
        case (nil, let source?):
            return try await namedCredentials(source, at: profile.place(of: "credential_source"))
        case (let name?, nil):
            let place = profile.place(of: "source_profile")
            guard let source = shared.profile(name) else {
                throw CredentialError(.configuration, at: place, "there is no profile '\(name)'")
            }
            try Self.check(source, of: profile, visited: visited, at: place)
            // Keys of its own go before a role that the source might assume in turn.
            if source.assumesRole, !source.hasKeys {
                return try await credentials(of: source, in: shared, visited: visited + [name])
            }
            let places = CredentialChain.places(of: context.selecting(name))
            return try await first(of: CredentialChain(named: "profile '\(name)'", places), at: place)
        }
    }

    /// Refuses to go round in circles. A profile may name itself, if it has keys to begin with.
    private static func check(
        _ source: Profile, of profile: Profile, visited: [String], at place: String
    ) throws(CredentialError) {
        let namesItself = source.name == profile.name && source.hasKeys
        guard !visited.contains(source.name) || namesItself else {
            throw CredentialError(
                .configuration, at: place,
                "profiles go round in a circle: \((visited + [source.name]).joined(separator: ", "))",
                remedy: "let one of them have keys")
        }
        guard visited.count < maximumDepth else {
            throw CredentialError(
                .configuration, at: place, "more than \(maximumDepth) profiles stand behind each other")
        }
    }

    private func namedCredentials(_ source: String, at place: String) async throws -> Credentials {
        switch source {
        case "Environment":
            return try await first(of: EnvironmentSource(environment: context.environment), at: place)
        case "EcsContainer":
            return try await first(of: ContainerSource(context: context), at: place)
        case "Ec2InstanceMetadata":
            return try await first(of: instance, at: place)
        default:
            throw CredentialError(
                .configuration, at: place, "there is no such source",
                remedy: "write Environment, EcsContainer or Ec2InstanceMetadata")
        }
    }

    private func first(of source: some CredentialSource, at place: String) async throws -> Credentials {
        switch try await source.fetch() {
        case .found(let credentials): return credentials
        case .nothing(let reason):
            throw CredentialError(.notFound, at: place, "\(source.name) has no credentials: \(reason)")
        }
    }
}
