/// What a profile says about IAM Identity Center, by itself or by way of the `[sso-session]` that it names.
struct SSOSettings {
    let accountID: String
    let roleName: String
    let region: String
    /// Where the region stands.
    let regionPlace: String
    /// What the name of the file with the token is the hash of: the name of the session or, without one, the start address.
    let cacheKey: String

    /// The settings, nil where the profile has none.
    ///
    /// - Throws: ``CredentialError`` where they are incomplete or contradict each other.
    init?(of profile: Profile, in shared: SharedConfiguration) throws(CredentialError) {
        guard profile["sso_account_id"] != nil || profile["sso_role_name"] != nil else { return nil }
        let sessionName = profile["sso_session"]
        let session = try sessionName.map { name throws(CredentialError) in
            guard let session = shared.session(name) else {
                throw CredentialError(
                    .configuration, at: profile.place(of: "sso_session"), "there is no section [sso-session \(name)]",
                    remedy: "add the section to \(shared.configPath)")
            }
            return session
        }
        func value(_ name: String) throws(CredentialError) -> String {
            let (own, common) = (profile[name], session?.properties[name]?.value)
            if let own, let common, own != common {
                throw CredentialError(
                    .configuration, at: profile.place(of: name),
                    "differs from that of [sso-session \(sessionName ?? "")]",
                    remedy: "take one of the two away")
            }
            guard let value = own ?? common, !value.isEmpty else {
                throw CredentialError(
                    .configuration, at: "profile '\(profile.name)'", "is for SSO and lacks \(name)",
                    remedy: "add it, or run 'aws configure sso'")
            }
            return value
        }
        accountID = try value("sso_account_id")
        roleName = try value("sso_role_name")
        region = try value("sso_region")
        regionPlace = "sso_region of profile '\(profile.name)'"
        let startURL = try value("sso_start_url")
        cacheKey = sessionName ?? startURL
    }
}
