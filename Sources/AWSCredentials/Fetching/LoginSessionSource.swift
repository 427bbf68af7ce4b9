/// The sessions of `aws login`, which this module leaves to the AWS CLI.
///
/// The place is in the chain all the same, because passing over it could find the credentials of someone else further down.
struct LoginSessionSource: CredentialSource {
    let context: CredentialContext

    let name = "login session"

    func fetch() async throws -> CredentialFinding {
        try context.withProfile { profile, _ throws(CredentialError) in
            guard profile["login_session"] != nil else {
                return .nothing(because: "profile '\(profile.name)' has no login_session")
            }
            throw CredentialError(
                .unsupported, at: profile.place(of: "login_session"), "sessions of 'aws login' are not read here",
                remedy: "in a profile of its own set credential_process = aws configure export-credentials --profile "
                    + "\(profile.name) --format process")
        }
    }
}
