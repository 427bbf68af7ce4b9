import AWSCredentials
import AWSSigning
import BedrockRuntime
import Retry
import Synchronization
import Testing

@Suite("A sender")
struct RuntimeSenderTests {
    private let request = RuntimeRequest(
        operation: .converse, modelID: "us.acme.model-v1:0", headers: [HeaderField("X-Amzn-Bedrock-Trace", "ENABLED")],
        body: Array(#"{"messages":[]}"#.utf8))
    private let attempt = RuntimeAttempt(invocationID: "call-1", number: 2, maximum: 5)

    @Test("signs what it sends, so that the service's check holds")
    func signature() async throws {
        let transport = FixedTransport(body: Array("{}".utf8))
        let sender = try RuntimeSender.local(
            transport, authentication: .signature(StaticCredentials(RuntimeSender.credentials)))
        _ = try await sender.send(request, attempt: attempt)
        let sent = try #require(transport.requests.first)
        #expect(sent.url == "http://127.0.0.1:8080/gateway/model/us.acme.model-v1%3A0/converse")
        #expect(sent.headers.value(of: "host") == "127.0.0.1:8080")
        #expect(sent.headers.value(of: "x-amz-security-token") == "token-of-the-session")
        #expect(sent.headers.value(of: "amz-sdk-invocation-id") == "call-1")
        #expect(sent.headers.value(of: "amz-sdk-request") == "attempt=2; max=5")
        let received = SigningRequest(
            method: "POST", target: "/gateway/model/us.acme.model-v1%3A0/converse", headers: sent.headers)
        let verified = try SignatureVerifier(policy: VerificationPolicy(service: "bedrock")).verify(
            received, body: BodyHash(of: sent.body), at: UTCTime(clamping: 1_795_000_000)
        ) { _ in RuntimeSender.credentials }
        #expect(verified.signedHeaders.contains("x-amzn-bedrock-trace"))
        #expect(!verified.signedHeaders.contains("amz-sdk-request"))
    }

    @Test("sends a bearer token as it is, and signs nothing")
    func bearer() async throws {
        let transport = FixedTransport(body: Array("{}".utf8))
        let token = try #require(BearerToken("api-key"))
        let sender = try RuntimeSender.local(transport, authentication: .bearer(token))
        _ = try await sender.send(request, attempt: attempt)
        #expect(transport.requests.first?.headers.value(of: "authorization") == "Bearer api-key")
        #expect(transport.requests.first?.headers.value(of: "x-amz-date") == nil)
    }

    @Test(
        "lets no caller set the headers of connection and signature",
        arguments: [
            "Host", "authorization", "Content-Length", "User-Agent", "amz-sdk-invocation-id",
        ])
    func ownHeaders(name: String) async throws {
        let transport = FixedTransport(body: Array("{}".utf8))
        var request = request
        request.headers.append(HeaderField(name, "forged"))
        _ = try await RuntimeSender.local(transport).send(request, attempt: attempt)
        let sent = try #require(transport.requests.first?.headers)
        #expect(!sent.contains { $0.value == "forged" })
    }

    @Test("takes over the service's clock when it is told to")
    func clock() async throws {
        let transport = FixedTransport(body: Array("{}".utf8))
        let sender = try RuntimeSender.local(
            transport, authentication: .signature(StaticCredentials(RuntimeSender.credentials)))
        let refusal = BedrockError(
            code: "RequestTimeTooSkewed", message: "", phase: .responded,
            headers: [HeaderField("Date", "Wed, 18 Nov 2026 13:20:00 GMT")])
        try await sender.remedy(.correctClock, after: refusal)
        _ = try await sender.send(request, attempt: attempt)
        #expect(transport.requests.first?.headers.value(of: "x-amz-date") == "20261118T132000Z")
    }

    @Test("gives up the credentials that signed the refused attempt, and no others")
    func expiry() async throws {
        let provider = CountingProvider()
        let transport = FixedTransport(
            status: 403, headers: [HeaderField("x-amzn-ErrorType", "ExpiredTokenException")], body: [])
        let sender = try RuntimeSender.local(transport, authentication: .signature(provider))
        let error = await #expect(throws: BedrockError.self) { try await sender.send(request, attempt: attempt) }
        // Meanwhile somebody else has refreshed them.
        provider.refresh()
        try await sender.remedy(.refreshCredentials, after: try #require(error))
        #expect(provider.invalidated == ["AKID1"])
    }

    @Test(
        "says how far a failed attempt had come",
        arguments: [
            (TransportFailure(phase: .notSent, reason: "refused") as any Error & Sendable, RequestPhase.notSent, false),
            (TransportFailure(phase: .sent, reason: "reset"), .sent, true), (Surprise(), .sent, true),
        ])
    func phases(failure: any Error & Sendable, phase: RequestPhase, mayBeBilled: Bool) async throws {
        let sender = try RuntimeSender.local(FixedTransport(failure: failure))
        let error = await #expect(throws: BedrockError.self) { try await sender.send(request, attempt: attempt) }
        #expect(error?.phase == phase)
        #expect(error?.mayBeBilled == mayBeBilled)
    }

    @Test("refuses a body that the service would not take")
    func tooLarge() async throws {
        let transport = FixedTransport(body: [])
        var request = request
        request.body = [UInt8](repeating: 0x20, count: RuntimeRequest.maximumBodyBytes + 1)
        let large = request
        await #expect(throws: BedrockError.self) {
            try await RuntimeSender.local(transport).send(large, attempt: attempt)
        }
        #expect(transport.requests.isEmpty)
    }

    @Test("shows no secret in any description of what it sends or of what fails")
    func secrecy() async throws {
        let transport = FixedTransport(status: 403, body: Array(#"{"message":"no"}"#.utf8))
        let sender = try RuntimeSender.local(
            transport, authentication: .signature(StaticCredentials(RuntimeSender.credentials)))
        let error = await #expect(throws: BedrockError.self) { try await sender.send(request, attempt: attempt) }
        var dumped = ""
        dump(error, to: &dumped)
        dump(transport.requests, to: &dumped)
        dumped += "\(String(describing: error)) \(String(reflecting: error)) \(transport.requests)"
        for secret in ["wJalrXUtnFEMI", "token-of-the-session"] { #expect(!dumped.contains(secret)) }
    }

    struct Surprise: Error {}

    final class CountingProvider: CredentialProvider {
        private let state = Mutex<(number: Int, invalidated: [String])>((1, []))
        var invalidated: [String] { state.withLock { $0.invalidated } }
        func refresh() { state.withLock { $0.number += 1 } }
        func credentials() async throws -> Credentials {
            Credentials(accessKeyID: "AKID\(state.withLock { $0.number })", secretAccessKey: "s")
        }
        func invalidate(_ credentials: Credentials) async {
            state.withLock { $0.invalidated.append(credentials.accessKeyID) }
        }
    }
}
