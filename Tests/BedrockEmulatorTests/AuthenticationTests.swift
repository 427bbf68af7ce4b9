import AWSSigning
import BedrockEmulator
import Pricing
import Testing

@Suite("Who may call")
struct AuthenticationTests {
    private var configuration: EmulatorConfiguration {
        get throws {
            var configuration = Samples.configuration()
            configuration.credentials = [Samples.credentials]
            configuration.bearerTokens = [try #require(BearerToken("a-token-for-tests"))]
            return configuration
        }
    }

    private func signed(
        _ request: TestRequest, for address: EmulatorAddress, credentials: Credentials = Samples.credentials,
        seconds: Int64 = 0, service: String = "bedrock"
    ) throws -> TestRequest {
        var request = request
        request.headers.append(("Host", "\(address.host):\(address.port)"))
        request.headers.append(("Content-Type", "application/json"))
        let signer = RequestSigner(region: "eu-central-1", service: service)
        let signature = try signer.sign(
            SigningRequest(
                method: request.method, target: request.target,
                headers: request.headers.map { HeaderField($0.name, $0.value) }),
            body: BodyHash(of: request.body), credentials: credentials,
            at: UTCTime(clamping: Samples.time.milliseconds / 1_000 + seconds))
        request.headers += signature.headers.map { ($0.name, $0.value) }
        return request
    }

    @Test("is whoever signs with a key that is known; the call is billed in the region that it is signed for")
    func signature() async throws {
        try await withEmulator(try configuration) { emulator, address async throws in
            let response = try await TestClient.send(try signed(.converse(), for: address), to: address)
            #expect(response.status == 200)
            let call = try #require(emulator.account.calls.first)
            #expect(call.region == "eu-central-1")
            #expect(call.accessKeyID == "AKIAEMULATOR")
        }
    }

    @Test("is nobody whose signature is missing, false, old or meant for something else")
    func refusals() async throws {
        try await withEmulator(try configuration) { emulator, address async throws in
            let stranger = Credentials(accessKeyID: "AKIASTRANGER", secretAccessKey: "x")
            let thief = Credentials(accessKeyID: "AKIAEMULATOR", secretAccessKey: "x")
            var tampered = try signed(.converse(), for: address)
            tampered.body[tampered.body.count - 10] ^= 1
            let cases: [(TestRequest, Int, String)] = [
                (.converse(), 403, "MissingAuthenticationTokenException"),
                (try signed(.converse(), for: address, credentials: stranger), 403, "UnrecognizedClientException"),
                (try signed(.converse(), for: address, credentials: thief), 403, "InvalidSignatureException"),
                (try signed(.converse(), for: address, seconds: -301), 403, "InvalidSignatureException"),
                (try signed(.converse(), for: address, service: "s3"), 403, "InvalidSignatureException"),
                (tampered, 403, "InvalidSignatureException"),
            ]
            for (request, status, type) in cases {
                let response = try await TestClient.send(request, to: address)
                #expect(response.status == status)
                #expect(response.errorType == type)
            }
            #expect(emulator.account.callCount == 0)
        }
    }

    @Test("is whoever has a token that is known", arguments: [("a-token-for-tests", 200), ("another-token", 403)])
    func bearer(token: String, status: Int) async throws {
        try await withEmulator(try configuration) { _, address async throws in
            var request = TestRequest.converse()
            request.headers.append(("Authorization", "Bearer \(token)"))
            #expect(try await TestClient.send(request, to: address).status == status)
        }
    }

    @Test("is everybody where nobody is named, with any signature or none")
    func open() async throws {
        try await withEmulator(Samples.configuration()) { _, address async throws in
            #expect(try await TestClient.send(.converse(), to: address).status == 200)
            let stranger = Credentials(accessKeyID: "AKIASTRANGER", secretAccessKey: "x")
            let request = try signed(.converse(), for: address, credentials: stranger, seconds: -10_000)
            #expect(try await TestClient.send(request, to: address).status == 200)
        }
    }
}
