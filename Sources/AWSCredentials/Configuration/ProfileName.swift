/// Which profile is meant, and who said so.
struct ProfileName: Sendable {
    let name: String
    /// Whether the name was given in code; the variables then do not count as credentials, as in botocore.
    let isExplicit: Bool
    /// Whether the profile was named anywhere; one that was has to exist.
    let isNamed: Bool

    /// The profile given in code, or else that of `AWS_PROFILE`, or else `default`.
    init(explicit: String?, environment: AWSEnvironment) {
        let named = explicit ?? environment.value("AWS_PROFILE")
        name = named ?? SharedConfiguration.defaultProfile
        isExplicit = explicit != nil
        isNamed = named != nil
    }

    /// The profile; nil where there is no default one.
    ///
    /// - Throws: ``CredentialError`` where a profile was named that does not exist.
    func find(in configuration: SharedConfiguration) throws(CredentialError) -> Profile? {
        if let profile = configuration.profile(name) { return profile }
        guard isNamed else { return nil }
        throw CredentialError(
            .configuration, at: "profile '\(name)'",
            "is in neither \(configuration.configPath) nor \(configuration.credentialsPath)",
            remedy: isExplicit ? "name one that exists" : "set AWS_PROFILE to one that exists")
    }
}
