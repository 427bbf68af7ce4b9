import AWSSigning

@testable import AWSCredentials

/// The moment at which tests take place.
let noon = UTCTime(clamping: 1_795_780_800)  // 2026-11-27T12:00:00Z

/// What must never be seen.
let marker = "SECRETMARKER"

extension UTCTime {
    func adding(_ seconds: Int64) -> UTCTime { UTCTime(clamping: self.seconds + seconds) }

    /// The extended form of ISO 8601.
    var extended: String {
        let digits = Array(basic)
        func part(_ range: Range<Int>) -> String { String(digits[range]) }
        return "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\(part(13..<15))Z"
    }
}

extension AWSEnvironment {
    static func test(_ variables: [String: String] = [:], files: [String: String] = [:]) -> AWSEnvironment {
        AWSEnvironment(variables: variables, homeDirectory: "/h", files: MemoryFiles(files))
    }

    /// An environment with these two files.
    static func profiles(
        config: String = "", credentials: String = "", variables: [String: String] = [:],
        files: [String: String] = [:]
    ) -> AWSEnvironment {
        test(
            variables,
            files: files.merging(["/h/.aws/config": config, "/h/.aws/credentials": credentials]) { first, _ in first })
    }
}

extension CredentialContext {
    static func test(
        _ environment: AWSEnvironment, profile: String? = nil, http: FakeHTTP? = nil, region: String? = nil
    ) -> CredentialContext {
        CredentialContext(
            environment: environment, profile: profile, http: http, region: region, now: { noon }, sleep: { _ in })
    }
}

extension CredentialSource {
    /// The credentials, nil where the place is not in use.
    func found() async throws -> Credentials? {
        guard case .found(let credentials) = try await fetch() else { return nil }
        return credentials
    }

    /// Why the place is not in use.
    func absence() async throws -> String? {
        guard case .nothing(let reason) = try await fetch() else { return nil }
        return reason
    }
}

/// The reply of STS to a call.
func stsReply(_ action: String, id: String, expiration: UTCTime = noon.adding(3_600)) -> String {
    """
    <\(action)Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
      <\(action)Result>
        <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/r/s</Arn></AssumedRoleUser>
        <Credentials>
          <AccessKeyId>\(id)</AccessKeyId>
          <SecretAccessKey>\(marker)/a+b=</SecretAccessKey>
          <SessionToken>\(marker)&amp;token</SessionToken>
          <Expiration>\(expiration.extended)</Expiration>
        </Credentials>
      </\(action)Result>
      <ResponseMetadata><RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId></ResponseMetadata>
    </\(action)Response>
    """
}

/// Credentials as JSON of containers and instances.
func metadataDocument(id: String = "ASIAMETA", expiration: UTCTime = noon.adding(6 * 3_600)) -> String {
    """
    {"Code": "Success", "AccessKeyId": "\(id)", "SecretAccessKey": "\(marker)", "Token": "\(marker)",
     "Expiration": "\(expiration.extended)"}
    """
}
