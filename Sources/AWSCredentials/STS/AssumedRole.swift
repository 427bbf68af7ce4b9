internal import AWSSigning

/// A role to assume, with what goes along.
struct AssumedRole: Sendable {
    let arn: String
    let sessionName: String
    let externalID: String?
    let durationSeconds: Int?
    /// Where it is configured.
    let place: String

    /// How long a session may be asked to last; the role may set a lower maximum.
    private static let durations = 900...43_200

    /// The role that a profile names.
    ///
    /// - Parameters:
    ///   - profile: A profile with `role_arn`.
    ///   - time: The moment, which is part of the session's name where the profile has none.
    /// - Throws: ``CredentialError`` where the ARN or the duration is malformed.
    init(of profile: Profile, at time: UTCTime) throws(CredentialError) {
        let text = profile["duration_seconds"]
        durationSeconds = text.flatMap { Int($0) }
        guard text == nil || durationSeconds.map(Self.durations.contains) == true else {
            throw CredentialError(
                .configuration, at: profile.place(of: "duration_seconds"), "is no number from 900 to 43200")
        }
        externalID = profile["external_id"]
        place = profile.place(of: "role_arn")
        arn = try Self.checked(profile["role_arn"] ?? "", at: place)
        sessionName = profile["role_session_name"] ?? Self.sessionName(at: time)
    }

    /// A role that variables name.
    init(arn: String, sessionName: String?, at time: UTCTime, place: String) throws(CredentialError) {
        self.arn = try Self.checked(arn, at: place)
        self.sessionName = sessionName ?? Self.sessionName(at: time)
        self.place = place
        externalID = nil
        durationSeconds = nil
    }

    /// The fields of the form that STS is sent.
    var parameters: [(name: String, value: String)] {
        var parameters = [("RoleArn", arn), ("RoleSessionName", sessionName)]
        if let externalID { parameters.append(("ExternalId", externalID)) }
        if let durationSeconds { parameters.append(("DurationSeconds", String(durationSeconds))) }
        return parameters
    }

    private static func checked(_ arn: String, at place: String) throws(CredentialError) -> String {
        let isPrintable = arn.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        guard arn.hasPrefix("arn:"), isPrintable, arn.utf8.count <= 2_048 else {
            throw CredentialError(
                .configuration, at: place, "is no ARN of a role",
                remedy: "write it as arn:aws:iam::123456789012:role/name")
        }
        return arn
    }

    /// A name that CloudTrail shows, different for each session.
    private static func sessionName(at time: UTCTime) -> String { "bedrock-ledger-\(time.seconds)" }
}
