import AWSCredentials
import AWSSigning
import Testing

@Suite("A provider of one's own")
struct CredentialProviderTests {
    struct Fixed: CredentialProvider {
        func credentials() async throws -> Credentials {
            Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret")
        }
        func invalidate(_ credentials: Credentials) async {}
    }

    @Test("is asked for the credentials that hold now")
    func fixed() async throws {
        let provider: any CredentialProvider = Fixed()
        #expect(try await provider.credentials().accessKeyID == "AKIDEXAMPLE")
    }
}
