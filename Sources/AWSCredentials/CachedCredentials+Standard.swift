extension CachedCredentials {
    /// The credentials that AWS SDKs would find.
    ///
    /// The first of these that is in use: variables; a role that the profile assumes; web identity; IAM Identity Center;
    /// keys in the credentials file; `credential_process`; keys in the config file; the container; the EC2 instance.
    /// `docs/credentials.md` says what each reads.
    ///
    /// - Parameters:
    ///   - environment: The variables and files to look at.
    ///   - profile: The profile to look at; `AWS_PROFILE` or `default` unless told. If told, variables with credentials
    ///     are left out.
    ///   - region: The region that STS is asked in where a role is assumed; found by ``RegionResolver`` unless told.
    ///   - http: Sends the requests; without it the places that need one are left out.
    /// - Returns: A provider to share between all callers.
    public static func standard(
        environment: AWSEnvironment = .process(), profile: String? = nil, region: String? = nil,
        http: (any CredentialHTTPClient)?
    ) -> CachedCredentials {
        let context = CredentialContext(environment: environment, profile: profile, http: http, region: region)
        return CachedCredentials(CredentialChain.standard(context), now: context.now)
    }
}
