import AWSSigning
import Testing

@testable import AWSCredentials

@Suite("IAM Identity Center")
struct SSOSourceTests {
    static let session = """
        [profile a]
        sso_session = corp
        sso_account_id = 123456789012
        sso_role_name = Read Only
        [sso-session corp]
        sso_region = eu-west-1
        sso_start_url = https://corp.awsapps.com/start
        """
    static let legacy = """
        [profile a]
        sso_account_id = 123456789012
        sso_role_name = Read Only
        sso_region = eu-west-1
        sso_start_url = https://corp.awsapps.com/start
        """
    /// SHA-1 of `corp` and of the start address, computed with Python's hashlib.
    static let sessionFile = "/h/.aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json"
    static let legacyFile = "/h/.aws/sso/cache/a51746d4aa793ae07b25e90c3a5db96fc7832bd7.json"
    static let reply = """
        {"roleCredentials": {"accessKeyId": "ASIASSO", "secretAccessKey": "\(marker)", "sessionToken": "\(marker)",
         "expiration": \(noon.seconds + 3_600)123}}
        """

    static func token(until end: UTCTime = noon.adding(60)) -> String {
        #"{"accessToken": "\#(marker)", "expiresAt": "\#(end.extended)", "region": "eu-west-1"}"#
    }

    private func source(_ config: String, _ files: [String: String], _ http: FakeHTTP = FakeHTTP(reply)) -> SSOSource {
        SSOSource(context: .test(.profiles(config: config, files: files), profile: "a", http: http))
    }

    @Test("The cached token is exchanged", arguments: [(session, sessionFile), (legacy, legacyFile)])
    func exchange(config: String, file: String) async throws {
        let http = FakeHTTP(Self.reply)
        let credentials = try await source(config, [file: Self.token()], http).found()
        #expect(credentials?.accessKeyID == "ASIASSO")
        #expect(credentials?.expiration == noon.adding(3_600))
        let request = try #require(http.requests.first)
        #expect(
            request.url == "https://portal.sso.eu-west-1.amazonaws.com/federation/credentials"
                + "?account_id=123456789012&role_name=Read%20Only")
        #expect(request.header("x-amz-sso_bearer_token") == marker)
        #expect(request.method == "GET")
    }

    @Test(
        "Whoever has not logged in, or no more, is told how",
        arguments: [[:], [sessionFile: token(until: noon)], [sessionFile: #"{"accessToken": "\#(marker)"}"#]])
    func login(files: [String: String]) async {
        let error = await #expect(throws: CredentialError.self) { try await source(Self.session, files).fetch() }
        #expect(error?.code == .expired)
        #expect(error?.remedy == "run 'aws sso login --profile a'")
        #expect(error?.description.contains(marker) == false)
    }

    @Test("A session that ended at the service says so too")
    func unauthorized() async {
        let http = FakeHTTP(status: 401, marker)
        let error = await #expect(throws: CredentialError.self) {
            try await source(Self.session, [Self.sessionFile: Self.token()], http).fetch()
        }
        #expect(error?.code == .expired)
        #expect(http.requests.count == 1)
    }

    @Test(
        "What is configured wrongly is named",
        arguments: [
            ("[profile a]\nsso_account_id = 1", "sso_role_name"),
            ("[profile a]\nsso_account_id = 1\nsso_role_name = r", "sso_region"),
            ("[profile a]\nsso_account_id = 1\nsso_role_name = r\nsso_session = x", "[sso-session x]"),
            (session.replacing("[profile a]", with: "[profile a]\nsso_region = us-east-1"), "sso_region"),
            (session.replacing("eu-west-1", with: "evil.example/"), "sso_region"),
        ])
    func faults(config: String, mentioned: String) async {
        let error = await #expect(throws: CredentialError.self) {
            try await source(config, [Self.sessionFile: Self.token()]).fetch()
        }
        #expect(error?.code == .configuration)
        #expect(error?.description.contains(mentioned) == true)
    }

    @Test(
        "An answer that is not understood is not shown",
        arguments: [(200, "\(marker)"), (200, "{}"), (200, #"{"roleCredentials": {"accessKeyId": 1}}"#), (403, marker)])
    func answers(status: Int, body: String) async {
        let error = await #expect(throws: CredentialError.self) {
            try await source(Self.session, [Self.sessionFile: Self.token()], FakeHTTP(status: status, body)).fetch()
        }
        #expect(error?.description.contains(marker) == false)
    }

    @Test("A profile without an account is not in use")
    func absent() async throws {
        #expect(try await source("[profile a]\nsso_session = corp", [:]).absence() != nil)
    }
}
