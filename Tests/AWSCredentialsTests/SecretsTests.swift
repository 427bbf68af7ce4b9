import AWSSigning
import Testing

@testable import AWSCredentials

/// Every value that may be secret is the marker, and everything that can fail fails in turn.
@Suite("Secrets are never shown")
struct SecretsTests {
    static let config = """
        [default]
        role_arn = arn:aws:iam::1:role/r
        source_profile = base
        [profile base]
        aws_access_key_id = AKID
        aws_secret_access_key = \(marker)
        aws_session_token = \(marker)
        [profile web]
        web_identity_token_file = /token
        role_arn = arn:aws:iam::1:role/w
        [profile sso]
        sso_account_id = 1
        sso_role_name = r
        sso_region = us-east-1
        sso_start_url = u
        [profile none]
        """
    static let files = [
        "/token": marker,
        "/h/.aws/sso/cache/51e69892ab49df85c6230ccc57f8e1d1606caccc.json":
            #"{"accessToken": "\#(marker)", "expiresAt": "2030-01-01T00:00:00Z"}"#,
    ]
    static let container = [
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://localhost/\(marker)?\(marker)",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN": marker,
    ]

    /// An error of a client that repeats the request.
    struct Talkative: Error, CustomStringConvertible {
        let description: String
    }

    static let bodies = [
        "", marker, "{}", "<a>\(marker)</a>", #"{"AccessKeyId": "\#(marker)", "SecretAccessKey": ["\#(marker)"]}"#,
        #"{"Code": "\#(marker)"}"#, #"{"roleCredentials": {"accessKeyId": "\#(marker)", "secretAccessKey": 1}}"#,
        "<ErrorResponse><Error><Code>\(marker)1</Code><Message>\(marker)</Message></Error></ErrorResponse>",
    ]

    @Test("Whatever a service answers", arguments: ["default", "web", "sso", "none"], [200, 400, 401, 403, 404, 500])
    func answers(profile: String, status: Int) async {
        for body in Self.bodies {
            await expectSilence(profile, http: FakeHTTP(status: status, body))
        }
    }

    @Test("Whatever a client throws", arguments: ["default", "web", "sso", "none"])
    func throwing(profile: String) async {
        await expectSilence(
            profile,
            http: FakeHTTP { request in
                throw Talkative(description: "\(request.url) \(request.headers) \(request.text)")
            })
        await expectSilence(profile, http: FakeHTTP { _ in throw CredentialHTTPFailure.connectionFailed })
    }

    private func expectSilence(_ profile: String, http: FakeHTTP) async {
        let environment = AWSEnvironment.profiles(
            config: Self.config,
            variables: Self.container.merging(["AWS_REGION": "us-east-1"]) { first, _ in first }, files: Self.files)
        let provider = CachedCredentials(
            CredentialChain.standard(.test(environment, profile: profile, http: http)), now: { noon })
        do {
            let credentials = try await provider.credentials()
            Issue.record("unexpectedly found \(credentials)")
        } catch {
            var text = "\(error)" + String(reflecting: error)
            dump(error, to: &text)
            #expect(!text.contains(marker))
        }
    }

    @Test("Requests, responses, environments and what holds them")
    func values() {
        let request = CredentialHTTPRequest(
            method: "GET", url: "https://h/p?\(marker)", headers: [HeaderField("x-amz-sso_bearer_token", marker)],
            body: Array(marker.utf8), timeout: .seconds(1))
        let response = CredentialHTTPResponse(
            status: 200, headers: [HeaderField("a", marker)], body: Array(marker.utf8))
        let environment = AWSEnvironment.test(["A": marker])
        let context = CredentialContext.test(environment)
        let values: [Any] = [
            request, response, environment, context, RegionResolver(context),
            EndpointResolver(environment: environment),
            BearerTokenResolver(environment: environment), EnvironmentSource(environment: environment),
            StaticCredentials(Credentials(accessKeyID: "a", secretAccessKey: marker, sessionToken: marker)),
            CredentialFinding.found(Credentials(accessKeyID: "a", secretAccessKey: marker)),
        ]
        for value in values {
            var text = "\(value)" + String(reflecting: value)
            dump(value, to: &text)
            #expect(!text.contains(marker))
        }
    }
}
