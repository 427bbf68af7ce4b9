/// Finds out which region requests go to.
///
/// The first of these that is given: a name in code; the variable `AWS_REGION`; the variable `AWS_DEFAULT_REGION` (the only
/// one that botocore reads); `region` of the profile; the region of the EC2 instance.
///
/// Rules: *AWS SDKs and Tools Reference Guide, "AWS Region"* (state 2026-11).
public struct RegionResolver: Sendable {
    private let context: CredentialContext

    /// A resolver for one environment.
    ///
    /// - Parameters:
    ///   - environment: The variables and files to look at.
    ///   - profile: The profile to look at; `AWS_PROFILE` or `default` unless told.
    ///   - http: Asks the metadata service of an EC2 instance; without it that place is left out.
    public init(
        environment: AWSEnvironment = .process(), profile: String? = nil, http: (any CredentialHTTPClient)? = nil
    ) {
        context = CredentialContext(environment: environment, profile: profile, http: http)
    }

    init(_ context: CredentialContext) { self.context = context }

    /// The region.
    ///
    /// - Parameter explicit: A name given in code or on the command line, which goes before everything else.
    /// - Returns: The name, which is one label of a host name.
    /// - Throws: ``CredentialError`` where a name is malformed, or where there is none; it says what was tried.
    public func region(explicit: String? = nil) async throws -> String {
        if let region = try configured(explicit: explicit) { return region }
        var tried = "neither AWS_REGION nor AWS_DEFAULT_REGION is set, profile '\(context.profile.name)' names none"
        do {
            let metadata = try InstanceMetadata(context)
            let name = try await metadata.value(at: "/latest/meta-data/placement/region")
            return try RegionName.check(name, at: metadata.place)
        } catch let error as CredentialError {
            tried += ", and \(error.place): \(error.reason)"
        }
        throw CredentialError(
            .notFound, at: "region", tried, remedy: "set AWS_REGION, as in AWS_REGION=us-east-1")
    }

    /// The region that code, variables or the profile give, nil where they give none.
    private func configured(explicit: String?) throws(CredentialError) -> String? {
        if let explicit { return try RegionName.check(explicit, at: "the region given") }
        for variable in ["AWS_REGION", "AWS_DEFAULT_REGION"] {
            guard let name = context.environment.value(variable) else { continue }
            return try RegionName.check(name, at: "variable \(variable)")
        }
        guard let profile = try context.selectedProfile()?.profile, let name = profile["region"] else { return nil }
        return try RegionName.check(name, at: profile.place(of: "region"))
    }
}
