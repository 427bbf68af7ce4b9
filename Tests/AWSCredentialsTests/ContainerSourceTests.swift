import AWSSigning
import Testing

@testable import AWSCredentials

@Suite("Credentials of a container")
struct ContainerSourceTests {
    static let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"

    private func source(
        _ variables: [String: String], files: [String: String] = [:], http: FakeHTTP = FakeHTTP(metadataDocument())
    ) -> ContainerSource {
        ContainerSource(context: .test(.test(variables, files: files), http: http))
    }

    @Test("ECS names a path at its agent, and this goes before a whole address")
    func relative() async throws {
        let http = FakeHTTP(metadataDocument())
        let credentials = try await source(
            ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/credentials/1?id=2", Self.full: "https://other/"],
            http: http
        ).found()
        #expect(credentials?.accessKeyID == "ASIAMETA")
        #expect(credentials?.expiration == noon.adding(6 * 3_600))
        let request = try #require(http.requests.first)
        #expect(request.url == "http://169.254.170.2/v2/credentials/1?id=2")
        #expect(request.header("Authorization") == nil)
        #expect(request.timeout == .seconds(2))
    }

    @Test(
        "Any host may be asked over https, and over http those of the machine and of the agents",
        arguments: [
            "https://example.com/c", "https://10.0.0.1:8443/", "http://localhost:1234/c", "http://127.0.0.1/",
            "http://127.9.8.7:80/c?d=e", "http://[::1]:9/", "http://169.254.170.2/",
            "http://169.254.170.23/v1/credentials",
            "http://[fd00:ec2::23]/v1/credentials", "http://LOCALHOST/",
        ])
    func allowed(url: String) async throws {
        let http = FakeHTTP(metadataDocument())
        _ = try await source([Self.full: url], http: http).fetch()
        #expect(http.requests.map(\.url) == [url])
    }

    @Test(
        "No other host is sent anything",
        arguments: [
            "http://example.com/", "http://10.0.0.1/", "http://169.254.170.2.example.com/",
            "http://127.0.0.1.example.com/",
            "http://localhost@example.com/", "http://example.com#@localhost/", "http://127.1/", "http://2130706433/",
            "http://0177.0.0.1/", "http://127.0.0.256/", "http://169.254.169.254/", "http://[::ffff:127.0.0.1]/",
            "ftp://localhost/", "localhost/c", "http:///c", "http://localhost:0/", "http://localhost:x/",
            "http://localhost/a b", "http://localhost/\u{E9}", "http://[fd00:ec2::24]/",
            "http://localhost\\@example.com/",
        ])
    func forbidden(url: String) async {
        let http = FakeHTTP(metadataDocument())
        let error = await #expect(throws: CredentialError.self) {
            try await source([Self.full: url, "AWS_CONTAINER_AUTHORIZATION_TOKEN": marker], http: http).fetch()
        }
        #expect(error?.code == .configuration)
        #expect(http.requests.isEmpty)
    }

    @Test("The token comes from a file, read anew each time, or else from a variable")
    func token() async throws {
        let http = FakeHTTP(metadataDocument())
        let files = MemoryFiles(["/token": "Bearer one"])
        var variables = [
            Self.full: "http://169.254.170.23/v1/credentials", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "plain",
        ]
        let plain = ContainerSource(context: .test(AWSEnvironment(variables: variables, files: files), http: http))
        _ = try await plain.fetch()
        variables["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = "/token"
        let source = ContainerSource(context: .test(AWSEnvironment(variables: variables, files: files), http: http))
        _ = try await source.fetch()
        files["/token"] = "Bearer two"
        _ = try await source.fetch()
        #expect(http.requests.map { $0.header("Authorization") } == ["plain", "Bearer one", "Bearer two"])
    }

    @Test(
        "A token that would end the header is refused, and not shown",
        arguments: ["\(marker)\n", "\(marker)\r\nX: y", "\(marker)\r", "\u{0}\(marker)", ""])
    func lineBreaks(token: String) async {
        for variables in [
            ["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/token"], ["AWS_CONTAINER_AUTHORIZATION_TOKEN": token],
        ] where !token.isEmpty || variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"] == nil {
            let http = FakeHTTP(metadataDocument())
            let all = variables.merging([Self.full: "http://localhost/"]) { first, _ in first }
            let error = await #expect(throws: CredentialError.self) {
                try await source(all, files: ["/token": token], http: http).fetch()
            }
            #expect(error?.description.contains(marker) == false)
            #expect(http.requests.isEmpty)
        }
    }

    @Test("It is asked three times, and its answers are not shown", arguments: [(500, 3), (403, 1), (200, 1)])
    func failures(status: Int, attempts: Int) async {
        let http = FakeHTTP(status: status, marker)
        let error = await #expect(throws: CredentialError.self) {
            try await source([Self.full: "http://localhost/"], http: http).fetch()
        }
        #expect(http.requests.count == attempts)
        #expect(error?.description.contains(marker) == false)
    }

    @Test("Without an address it is not in use; a path has to be one")
    func absent() async throws {
        #expect(try await source([:]).absence() != nil)
        await #expect(throws: CredentialError.self) {
            try await source(["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "@example.com/"]).fetch()
        }
    }
}
