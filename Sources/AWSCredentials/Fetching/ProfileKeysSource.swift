/// Keys that stand in a profile, in one of the two files.
struct ProfileKeysSource: CredentialSource {
    let context: CredentialContext
    let file: Profile.File

    var name: String { file == .credentials ? "keys in the credentials file" : "keys in the config file" }

    func fetch() async throws -> CredentialFinding {
        try context.withProfile { profile, _ throws(CredentialError) in
            guard let keys = try profile.keys(in: file) else {
                return .nothing(because: "profile '\(profile.name)' has no aws_access_key_id there")
            }
            return .found(keys)
        }
    }
}

extension CredentialContext {
    /// Looks at the profile that is meant, if there is one.
    func withProfile(
        _ look: (Profile, SharedConfiguration) throws(CredentialError) -> CredentialFinding
    ) throws(CredentialError) -> CredentialFinding {
        guard let (profile, shared) = try selectedProfile() else { return .nothing(because: noProfile) }
        return try look(profile, shared)
    }

    /// Why a place that needs a profile is not in use where there is none.
    var noProfile: String { "there is no profile '\(profile.name)'" }
}
