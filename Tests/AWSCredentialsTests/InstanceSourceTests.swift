import AWSSigning
import Synchronization
import Testing

@testable import AWSCredentials

@Suite("Credentials of an EC2 instance")
struct InstanceSourceTests {
    /// A metadata service that asks for its token.
    static func service(_ document: @escaping @Sendable () throws -> String = { metadataDocument() }) -> FakeHTTP {
        FakeHTTP { request in
            let path = request.url.drop { $0 != "l" }
            if request.method == "PUT", path == "latest/api/token" {
                #expect(request.header("x-aws-ec2-metadata-token-ttl-seconds") == "21600")
                return .ok("TOKEN==")
            }
            guard request.header("x-aws-ec2-metadata-token") == "TOKEN==" else {
                return CredentialHTTPResponse(status: 401)
            }
            switch path {
            case "latest/meta-data/iam/security-credentials/": return .ok("my-role\n")
            case "latest/meta-data/iam/security-credentials/my-role": return .ok(try document())
            case "latest/meta-data/placement/region": return .ok("ap-south-1")
            default: return CredentialHTTPResponse(status: 404)
            }
        }
    }

    private func source(_ http: FakeHTTP, _ variables: [String: String] = [:]) -> InstanceSource {
        InstanceSource(.test(.test(variables), http: http)) { 120 }
    }

    @Test("A token, the name of the role, its credentials")
    func flow() async throws {
        let http = Self.service()
        let credentials = try await source(http).found()
        #expect(credentials?.accessKeyID == "ASIAMETA")
        #expect(credentials?.expiration == noon.adding(6 * 3_600))
        #expect(
            http.requests.map(\.description) == [
                "PUT http://169.254.169.254/latest/api/token",
                "GET http://169.254.169.254/latest/meta-data/iam/security-credentials/",
                "GET http://169.254.169.254/latest/meta-data/iam/security-credentials/my-role",
            ])
        #expect(http.requests.allSatisfy { $0.timeout == .seconds(1) })
    }

    @Test(
        "The service may be elsewhere",
        arguments: [
            (["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "IPv6"], "http://[fd00:ec2::254]/"),
            (["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1338/"], "http://127.0.0.1:1338/"),
            (
                ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://h", "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "ipv6"],
                "http://h/"
            ),
        ])
    func endpoint(variables: [String: String], start: String) async throws {
        let http = Self.service()
        _ = try await source(http, variables).fetch()
        #expect(http.requests.first?.url == start + "latest/api/token")
    }

    @Test("Switched off, it is not asked", arguments: ["true", "TRUE"])
    func disabled(value: String) async throws {
        let http = Self.service()
        let reason = try await source(http, ["AWS_EC2_METADATA_DISABLED": value]).absence()
        #expect(reason?.contains("AWS_EC2_METADATA_DISABLED") == true)
        #expect(http.requests.isEmpty)
    }

    @Test("Where nothing answers, or no role is given, it is not in use")
    func absent() async throws {
        #expect(try await source(.silent).absence() != nil)
        let roleless = FakeHTTP { request in
            request.method == "PUT" ? .ok("T") : CredentialHTTPResponse(status: 404)
        }
        #expect(try await source(roleless).absence()?.contains("no role") == true)
    }

    @Test("Version 1 is never asked")
    func versionOne() async throws {
        let http = FakeHTTP { request in
            request.method == "PUT" ? CredentialHTTPResponse(status: 405) : .ok(metadataDocument())
        }
        #expect(try await source(http).absence() != nil)
        #expect(http.requests.count == 1)
    }

    @Test(
        "An answer that is not understood is an error that does not show it",
        arguments: [marker, "{}", #"{"Code": "AssumeRoleUnauthorizedAccess", "Message": "\#(marker)"}"#, "[]"])
    func malformed(document: String) async {
        let error = await #expect(throws: CredentialError.self) { try await source(Self.service { document }).fetch() }
        #expect(error?.code == .answer)
        #expect(error?.description.contains(marker) == false)
    }

    @Test("Through an outage the last credentials are used on, until a little later")
    func outage() async throws {
        let isOut = Mutex(false)
        let http = Self.service {
            if isOut.withLock({ $0 }) { throw CredentialHTTPFailure.timedOut }
            return metadataDocument(expiration: noon.adding(60))
        }
        let source = source(http)
        #expect(try await source.found()?.expiration == noon.adding(60))
        isOut.withLock { $0 = true }
        let extended = try await source.found()
        #expect(extended?.accessKeyID == "ASIAMETA")
        #expect(extended?.secretAccessKey == Secret(marker))
        #expect(extended?.expiration == noon.adding(15 * 60 + 120))
    }

    @Test("Credentials that have ended when they come are used on too")
    func expired() async throws {
        let http = Self.service { metadataDocument(expiration: noon.adding(-60)) }
        #expect(try await source(http).found()?.expiration == noon.adding(15 * 60 + 120))
    }
}
