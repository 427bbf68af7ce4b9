import AWSSigning
import Testing

@testable import AWSCredentials

@Suite("Web identity")
struct WebIdentitySourceTests {
    static let variables = [
        "AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/r", "AWS_REGION": "us-east-1",
    ]

    private func http() -> FakeHTTP { FakeHTTP(stsReply("AssumeRoleWithWebIdentity", id: "ASIAWEB")) }

    @Test("The token is sent unsigned, and read anew each time")
    func request() async throws {
        let http = http()
        let files = MemoryFiles(["/token": "first\n"])
        let environment = AWSEnvironment(
            variables: Self.variables.merging(["AWS_ROLE_SESSION_NAME": "pod"]) { first, _ in first }, files: files)
        let source = WebIdentitySource(context: .test(environment, http: http))
        #expect(try await source.found()?.accessKeyID == "ASIAWEB")
        files["/token"] = "second"
        _ = try await source.fetch()
        #expect(
            http.requests.map { $0.text.split(separator: "&").last } == [
                "WebIdentityToken=first", "WebIdentityToken=second",
            ])
        let request = try #require(http.requests.first)
        #expect(request.text.hasPrefix("Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws"))
        #expect(request.text.contains("&RoleSessionName=pod&"))
        #expect(request.header("Authorization") == nil)
        #expect(request.header("X-Amz-Date") == nil)
    }

    @Test("A profile may hold the settings; variables go first, unless the profile was named in code")
    func profile() async throws {
        let config = "[profile a]\nweb_identity_token_file = /p\nrole_arn = arn:aws:iam::1:role/p\nregion = us-west-2\n"
        let files = ["/p": "profile", "/token": "variable"]
        for (variables, named, expected) in [
            (["AWS_PROFILE": "a"], nil, "profile"),
            (Self.variables.merging(["AWS_PROFILE": "a"]) { $1 }, nil, "variable"),
            (Self.variables, "a", "profile"),
        ] as [([String: String], String?, String)] {
            let http = http()
            let environment = AWSEnvironment.profiles(config: config, variables: variables, files: files)
            _ = try await WebIdentitySource(context: .test(environment, profile: named, http: http)).fetch()
            #expect(http.requests.first?.text.hasSuffix("WebIdentityToken=\(expected)") == true)
        }
    }

    @Test(
        "What is missing is named",
        arguments: [
            (["AWS_ROLE_ARN": ""], "AWS_ROLE_ARN"), (["AWS_WEB_IDENTITY_TOKEN_FILE": "/none"], "/none"),
            (["AWS_WEB_IDENTITY_TOKEN_FILE": "/empty"], "/empty"), (["AWS_WEB_IDENTITY_TOKEN_FILE": "/two"], "/two"),
        ])
    func faults(variables: [String: String], mentioned: String) async {
        let environment = AWSEnvironment.test(
            Self.variables.merging(variables) { _, new in new },
            files: ["/token": marker, "/empty": "\n", "/two": "\(marker) \(marker)"])
        let error = await #expect(throws: CredentialError.self) {
            try await WebIdentitySource(context: .test(environment, http: http())).fetch()
        }
        #expect(error?.description.contains(mentioned) == true)
        #expect(error?.description.contains(marker) == false)
    }

    @Test("Without a file it is not in use")
    func absent() async throws {
        let environment = AWSEnvironment.test(["AWS_ROLE_ARN": "arn:aws:iam::1:role/r"])
        #expect(try await WebIdentitySource(context: .test(environment)).absence() != nil)
    }

    @Test("A reply that lacks something is an error", arguments: ["", "<a/>", stsReply("AssumeRole", id: "A")])
    func reply(body: String) async {
        let environment = AWSEnvironment.test(Self.variables, files: ["/token": "t"])
        let error = await #expect(throws: CredentialError.self) {
            try await WebIdentitySource(context: .test(environment, http: FakeHTTP(body))).fetch()
        }
        #expect(error?.code == .answer)
    }
}
