import AWSSigning
import Synchronization
import Testing

@testable import AWSCredentials

@Suite("The order of the chain")
struct CredentialChainTests {
    /// What puts a place into use, in the order of the chain.
    static let places: [(variables: [String: String], config: String, credentials: String, id: String)] = [
        (["AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": "s"], "", "", "AKIDENV"),
        ([:], "role_arn = arn:aws:iam::1:role/r\nsource_profile = base", "", "ASIAROLE"),
        (["AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/w"], "", "", "ASIAWEB"),
        ([:], "sso_account_id = 1\nsso_role_name = r\nsso_region = us-east-1\nsso_start_url = u", "", "ASIASSO"),
        ([:], "", "aws_access_key_id = AKIDFILE\naws_secret_access_key = s", "AKIDFILE"),
        ([:], "credential_process = /bin/cat /dev/stdin", "", "process"),
        ([:], "aws_access_key_id = AKIDCONF\naws_secret_access_key = s", "", "AKIDCONF"),
        (["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/c"], "", "", "ASIACONT"),
        ([:], "", "", "ASIAMETA"),
    ]

    static func http() -> FakeHTTP {
        FakeHTTP { request in
            if request.url.contains("sso") {
                let secrets = #""secretAccessKey": "s", "sessionToken": "t", "expiration": 1895784400000"#
                return .ok(#"{"roleCredentials": {"accessKeyId": "ASIASSO", \#(secrets)}}"#)
            }
            if request.url.contains("169.254.170.2") { return .ok(metadataDocument(id: "ASIACONT")) }
            if request.text.contains("WebIdentity") { return .ok(stsReply("AssumeRoleWithWebIdentity", id: "ASIAWEB")) }
            if request.method == "POST" { return .ok(stsReply("AssumeRole", id: "ASIAROLE")) }
            if request.method == "PUT" { return .ok("T") }
            return .ok(request.url.hasSuffix("/") ? "role" : metadataDocument(id: "ASIAMETA"))
        }
    }

    /// A chain in whose surroundings all places from one on are in use.
    private func chain(from first: Int, profile: String? = nil) -> CredentialChain {
        var variables = ["AWS_REGION": "us-east-1"]
        var (config, credentials) = (
            "[profile base]\naws_access_key_id=B\naws_secret_access_key=s\n[default]\n", "[default]\n"
        )
        for place in Self.places[first...] {
            variables.merge(place.variables) { _, new in new }
            config += place.config + "\n"
            credentials += place.credentials + "\n"
        }
        let sso = #"{"accessToken": "t", "expiresAt": "\#(noon.adding(60).extended)"}"#
        // SHA-1 of `u`.
        let files = ["/token": "t", "/h/.aws/sso/cache/51e69892ab49df85c6230ccc57f8e1d1606caccc.json": sso]
        let environment = AWSEnvironment.profiles(
            config: config, credentials: credentials, variables: variables, files: files)
        return .standard(.test(environment, profile: profile, http: Self.http()))
    }

    @Test("The first place that is in use gives the credentials", arguments: places.indices)
    func order(first: Int) async throws {
        let chain = chain(from: first)
        guard Self.places[first].id != "process" else {
            // A program that writes nothing: that it was asked is what counts.
            let error = await #expect(throws: CredentialError.self) { try await chain.fetch() }
            #expect(error?.place.contains("credential_process") == true)
            return
        }
        #expect(try await chain.found()?.accessKeyID == Self.places[first].id)
    }

    @Test("A profile that is named in code goes before variables with keys")
    func explicitProfile() async throws {
        #expect(try await chain(from: 0, profile: "default").found()?.accessKeyID == "ASIAROLE")
        #expect(try await chain(from: 2, profile: "default").found()?.accessKeyID == "ASIASSO")
    }

    @Test("A place that is in use and fails ends the search")
    func failure() async {
        let environment = AWSEnvironment.profiles(
            credentials: "[default]\naws_access_key_id = A", variables: ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/c"]
        )
        let chain = CredentialChain.standard(.test(environment, http: Self.http()))
        let error = await #expect(throws: CredentialError.self) { try await chain.fetch() }
        #expect(error?.reason.contains("aws_access_key_id") == true)
    }

    @Test("A session of aws login is not passed over")
    func loginSession() async {
        let environment = AWSEnvironment.profiles(config: "[default]\nlogin_session = x")
        let chain = CredentialChain.standard(.test(environment, http: Self.http()))
        let error = await #expect(throws: CredentialError.self) { try await chain.fetch() }
        #expect(error?.code == .unsupported)
        #expect(error?.remedy?.contains("export-credentials --profile default") == true)
    }

    @Test("Where nothing is found, everything that was tried is named with its reason")
    func nothing() async throws {
        let provider = CachedCredentials(CredentialChain.standard(.test(.profiles(), http: .silent)), now: { noon })
        let error = await #expect(throws: CredentialError.self) { try await provider.credentials() }
        #expect(
            error?.description == """
                AWS credentials: nothing found (environment: AWS_ACCESS_KEY_ID is not set; \
                assumed role: there is no profile 'default'; \
                web identity: no AWS_WEB_IDENTITY_TOKEN_FILE and no web_identity_token_file; \
                SSO, keys in the credentials file, login session, credential_process, keys in the config file: \
                there is no profile 'default'; \
                container: neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set; \
                EC2 instance: EC2 metadata service at 169.254.169.254: no answer in time)
                """)
        #expect(error?.code == .notFound)
    }

    @Test("A profile that was named has to exist", arguments: [nil, "b"])
    func noProfile(explicit: String?) async {
        let environment = AWSEnvironment.profiles(config: "[profile c]", variables: ["AWS_PROFILE": "b"])
        let chain = CredentialChain.standard(.test(environment, profile: explicit, http: Self.http()))
        let error = await #expect(throws: CredentialError.self) { try await chain.fetch() }
        #expect(error?.place == "profile 'b'")
    }

    @Test("Having found credentials, it stays with the place that gave them")
    func stays() async throws {
        let files = MemoryFiles(["/h/.aws/credentials": "[default]\naws_access_key_id = A\naws_secret_access_key = s"])
        let environment = AWSEnvironment(variables: [:], homeDirectory: "/h", files: files)
        let chain = CredentialChain.standard(.test(environment, http: Self.http()))
        #expect(try await chain.found()?.accessKeyID == "A")
        files["/h/.aws/credentials"] = nil
        let error = await #expect(throws: CredentialError.self) { try await chain.fetch() }
        #expect(error?.place == "keys in the credentials file")
        files["/h/.aws/credentials"] = "[default]\naws_access_key_id = B\naws_secret_access_key = s"
        #expect(try await chain.found()?.accessKeyID == "B")
    }

    @Test("Without an HTTP client, places that need one say so")
    func noClient() async throws {
        let chain = CredentialChain.standard(.test(.profiles()))
        #expect(try await chain.absence()?.contains("needs an HTTP client") == true)
    }
}
