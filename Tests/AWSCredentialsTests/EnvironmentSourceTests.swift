import AWSSigning
import Testing

@testable import AWSCredentials

@Suite("Credentials in variables")
struct EnvironmentSourceTests {
    static let keys = ["AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "s"]

    private func source(_ variables: [String: String]) -> EnvironmentSource {
        EnvironmentSource(environment: .test(variables))
    }

    @Test("A pair of keys is enough, and never ends")
    func complete() async throws {
        let credentials = try await source(Self.keys).found()
        #expect(credentials == Credentials(accessKeyID: "AKID", secretAccessKey: "s"))
    }

    @Test(
        "A session token has two names, of which the newer goes before the older",
        arguments: [
            (["AWS_SESSION_TOKEN": "new"], "new"), (["AWS_SECURITY_TOKEN": "old"], "old"),
            (["AWS_SESSION_TOKEN": "new", "AWS_SECURITY_TOKEN": "old"], "new"),
            (["AWS_SESSION_TOKEN": "", "AWS_SECURITY_TOKEN": "old"], "old"),
        ])
    func token(variables: [String: String], token: String) async throws {
        let all = Self.keys.merging(variables) { first, _ in first }
        #expect(try await source(all).found()?.sessionToken == Secret(token))
    }

    @Test("They may end")
    func expiration() async throws {
        let all = Self.keys.merging(["AWS_CREDENTIAL_EXPIRATION": "2026-11-23T19:00:00Z"]) { first, _ in first }
        #expect(try await source(all).found()?.expiration == UTCTime(basic: "20261123T190000Z"))
    }

    @Test("An end that is no time is an error")
    func noTime() async {
        let all = Self.keys.merging(["AWS_CREDENTIAL_EXPIRATION": "soon"]) { first, _ in first }
        await #expect(throws: CredentialError.self) { try await source(all).fetch() }
    }

    @Test("Half a pair is an error that names the other half", arguments: keys.keys.sorted())
    func half(name: String) async throws {
        let error = await #expect(throws: CredentialError.self) { try await source([name: marker]).fetch() }
        let other = Self.keys.keys.first { $0 != name } ?? ""
        #expect(error?.code == .configuration)
        #expect(error?.description.contains(other) == true)
    }

    @Test("Nothing, or nothing but empty variables, is not in use")
    func nothing() async throws {
        #expect(try await source([:]).absence() != nil)
        #expect(try await source(["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""]).absence() != nil)
    }
}
