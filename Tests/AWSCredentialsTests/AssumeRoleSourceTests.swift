import AWSSigning
import Testing

@testable import AWSCredentials

@Suite("Roles that profiles assume")
struct AssumeRoleSourceTests {
    static let keys = "aws_access_key_id = AKIDBASE\naws_secret_access_key = \(marker)\n"
    static let role = "role_arn = arn:aws:iam::123456789012:role/r\n"

    /// Answers as STS, with an access key for each call in turn.
    private static func sts() -> FakeHTTP {
        FakeHTTP { request in
            let role = request.text.split(separator: "&").first { $0.hasPrefix("RoleArn=") } ?? ""
            return .ok(stsReply("AssumeRole", id: "ASIA\(role.suffix(1).uppercased())"))
        }
    }

    private func source(
        _ config: String, credentials: String = "", profile: String = "a", http: FakeHTTP = sts(),
        variables: [String: String] = [:]
    ) -> AssumeRoleSource {
        let environment = AWSEnvironment.profiles(
            config: config, credentials: credentials,
            variables: ["AWS_REGION": "eu-central-1"].merging(variables) { _, new in new })
        let context = CredentialContext.test(environment, profile: profile, http: http)
        return AssumeRoleSource(context: context, instance: InstanceSource(context))
    }

    @Test("The request is signed for STS of the region by the keys of the source profile")
    func request() async throws {
        let http = Self.sts()
        let config = """
            [profile a]
            \(Self.role)source_profile = b
            external_id = x/1
            role_session_name = me
            duration_seconds = 900
            """
        let credentials = try await source(config, credentials: "[b]\n" + Self.keys, http: http).found()
        #expect(credentials?.accessKeyID == "ASIAR")
        #expect(credentials?.secretAccessKey == Secret("\(marker)/a+b="))
        #expect(credentials?.sessionToken == Secret("\(marker)&token"))
        #expect(credentials?.expiration == noon.adding(3_600))
        let request = try #require(http.requests.first)
        #expect(request.description == "POST https://sts.eu-central-1.amazonaws.com/")
        #expect(
            request.text == "Action=AssumeRole&Version=2011-06-15"
                + "&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fr&RoleSessionName=me&ExternalId=x%2F1"
                + "&DurationSeconds=900")
        let authorization = try #require(request.header("Authorization"))
        #expect(
            authorization.hasPrefix("AWS4-HMAC-SHA256 Credential=AKIDBASE/20261127/eu-central-1/sts/aws4_request"))
        let signed = SigningRequest(
            method: "POST", path: "/", headers: request.headers.filter { $0.name != "Authorization" })
        let expected = try RequestSigner(region: "eu-central-1", service: "sts").sign(
            signed, body: BodyHash(of: request.body),
            credentials: Credentials(accessKeyID: "AKIDBASE", secretAccessKey: marker), at: noon)
        #expect(authorization == expected.authorization)
    }

    @Test("A session without a name gets one that CloudTrail can tell apart")
    func sessionName() async throws {
        let http = Self.sts()
        _ = try await source("[profile a]\n\(Self.role)source_profile = a\n\(Self.keys)", http: http).fetch()
        #expect(http.requests.first?.text.contains("RoleSessionName=bedrock-ledger-\(noon.seconds)") == true)
    }

    @Test("Roles are assumed one by the other, from the last profile to the first")
    func chain() async throws {
        let http = Self.sts()
        let config = """
            [profile a]
            role_arn = arn:aws:iam::1:role/a
            source_profile = b
            [profile b]
            role_arn = arn:aws:iam::1:role/b
            source_profile = c
            [profile c]
            role_arn = arn:aws:iam::1:role/c
            source_profile = base
            [profile base]
            \(Self.keys)
            """
        #expect(try await source(config, http: http).found()?.accessKeyID == "ASIAA")
        let signers = http.requests.map {
            $0.header("Authorization")?.split(separator: "/")[0].split(separator: "=").last
        }
        #expect(signers == ["AKIDBASE", "ASIAC", "ASIAB"])
    }

    @Test("A source with keys of its own gives these, even if it names a role")
    func keysBeforeRole() async throws {
        let http = Self.sts()
        let config =
            "[profile a]\n\(Self.role)source_profile = b\n[profile b]\n\(Self.role)source_profile = a\n\(Self.keys)"
        _ = try await source(config, http: http).found()
        #expect(http.requests.count == 1)
    }

    @Test(
        "A circle is an error before anything is sent",
        arguments: [
            "[profile a]\n\(role)source_profile = a",
            "[profile a]\n\(role)source_profile = b\n[profile b]\n\(role)source_profile = a",
            "[profile a]\n\(role)source_profile = b\n[profile b]\n\(role)source_profile = c\n"
                + "[profile c]\n\(role)source_profile = b",
        ])
    func circles(config: String) async {
        let http = Self.sts()
        let error = await #expect(throws: CredentialError.self) { try await source(config, http: http).fetch() }
        #expect(error?.reason.contains("circle") == true)
        #expect(http.requests.isEmpty)
    }

    @Test("A chain has a limit")
    func depth() async {
        let config = (0...AssumeRoleSource.maximumDepth).map {
            "[profile p\($0)]\n\(Self.role)source_profile = p\($0 + 1)\n"
        }.joined()
        let error = await #expect(throws: CredentialError.self) {
            try await source(config + "[profile p11]\n\(Self.keys)", profile: "p0").fetch()
        }
        #expect(error?.reason.contains("more than 10") == true)
    }

    @Test("Variables or the container may be the source")
    func credentialSource() async throws {
        let http = FakeHTTP { request in
            request.method == "GET" ? .ok(metadataDocument()) : .ok(stsReply("AssumeRole", id: "ASIAROLE"))
        }
        let variables = ["AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": marker]
        let fromVariables = source(
            "[profile a]\n\(Self.role)credential_source = Environment", http: http, variables: variables)
        #expect(try await fromVariables.found()?.accessKeyID == "ASIAROLE")
        let fromContainer = source(
            "[profile a]\n\(Self.role)credential_source = EcsContainer", http: http,
            variables: ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/c"])
        #expect(try await fromContainer.found()?.accessKeyID == "ASIAROLE")
        let signers = http.requests.compactMap { $0.header("Authorization")?.split(separator: "/")[0] }
        #expect(signers.map { $0.split(separator: "=").last } == ["AKIDENV", "ASIAMETA"])
    }

    @Test(
        "What is configured wrongly says where",
        arguments: [
            ("role", "source_profile"), ("role source credential_source=Environment", "credential_source"),
            ("role source_profile=nobody", "nobody"), ("role source_profile=empty", "empty"),
            ("role credential_source=Elsewhere", "Ec2InstanceMetadata"),
            ("role credential_source=Environment", "AWS_ACCESS_KEY_ID"),
            ("role source keys mfa_serial=arn:aws:iam::1:mfa/m", "mfa_serial"),
            ("role source keys duration_seconds=1", "43200"), ("role source keys duration_seconds=x", "43200"),
            ("role_arn=r source keys", "arn:aws:iam"),
        ])
    func faults(properties: String, mentioned: String) async {
        let lines = properties.split(separator: " ").map { word -> String in
            return switch word {
            case "role": Self.role
            case "keys": Self.keys
            case "source": "source_profile = a\n"
            default: word + "\n"
            }
        }
        let config = "[profile empty]\n[profile a]\n" + lines.joined()
        let error = await #expect(throws: CredentialError.self) { try await source(config).fetch() }
        #expect(error?.description.contains(mentioned) == true)
        #expect(error?.description.contains(marker) == false)
    }

    @Test("A profile without a role, or with web identity, is not in use here")
    func absent() async throws {
        #expect(try await source("[profile a]\nregion = r").absence() != nil)
        #expect(try await source("[profile a]\n\(Self.role)web_identity_token_file = /t").absence() != nil)
    }

    @Test(
        "A refusal shows the code of STS and never its message",
        arguments: [("AccessDenied", 403), ("ExpiredToken", 403), ("RegionDisabledException", 403), ("", 400)])
    func refusals(code: String, status: Int) async {
        let body =
            "<ErrorResponse><Error><Code>\(code)</Code><Message>\(marker)</Message></Error></ErrorResponse>"
        let http = FakeHTTP(status: status, body)
        let error = await #expect(throws: CredentialError.self) {
            try await source("[profile a]\n\(Self.role)source_profile = a\n\(Self.keys)", http: http).fetch()
        }
        #expect(error?.description.contains(code) == true)
        #expect(error?.description.contains(marker) == false)
        #expect(http.requests.count == 1)
    }

    @Test("A service that is out of order is asked three times")
    func attempts() async {
        let http = FakeHTTP(status: 503, marker)
        let error = await #expect(throws: CredentialError.self) {
            try await source("[profile a]\n\(Self.role)source_profile = a\n\(Self.keys)", http: http).fetch()
        }
        #expect(error?.isTransient == true)
        #expect(http.requests.count == 3)
    }

    @Test(
        "STS may be elsewhere",
        arguments: [
            (["AWS_ENDPOINT_URL_STS": "http://localhost:1/x"], "", "POST http://localhost:1/x/"),
            (["AWS_ENDPOINT_URL": "http://localhost:2"], "", "POST http://localhost:2/"),
            (["AWS_USE_FIPS_ENDPOINT": "true"], "", "POST https://sts-fips.eu-central-1.amazonaws.com/"),
            (["AWS_REGION": "cn-north-1"], "", "POST https://sts.cn-north-1.amazonaws.com.cn/"),
            (["AWS_REGION": ""], "region = us-west-2", "POST https://sts.us-west-2.amazonaws.com/"),
        ])
    func endpoint(variables: [String: String], property: String, expected: String) async throws {
        let http = Self.sts()
        _ = try await source(
            "[profile a]\n\(Self.role)source_profile = b\n\(property)\n[profile b]\n\(Self.keys)region = us-east-2",
            http: http, variables: variables
        ).fetch()
        #expect(http.requests.first?.description == expected)
    }
}
