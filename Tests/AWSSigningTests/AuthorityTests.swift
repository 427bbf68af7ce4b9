import Testing

@testable import AWSSigning

@Suite("Over HTTP/2 some senders sign :authority in the place of Host")
struct AuthorityTests {
    /// Its signature was computed by Python's `hmac` and `hashlib`.
    private func request(
        host: String = "127.0.0.1:8080", names: String = ":authority;content-type;x-amz-date"
    ) -> SigningRequest {
        SigningRequest(
            method: "POST", target: "/model/m-v1%3A0/converse-stream",
            headers: [
                HeaderField("Host", host), HeaderField("content-type", "application/json"),
                HeaderField("x-amz-date", "20240229T235959Z"),
                HeaderField(
                    "authorization",
                    "AWS4-HMAC-SHA256 Credential=AKIDLEDGERTEST/20240229/eu-central-1/bedrock/aws4_request, "
                        + "SignedHeaders=\(names), "
                        + "Signature=54977a5dbfa8a9a090e2dfe781af5fc5b4159c1bad5542b51ca77293bbc29d6c"),
            ])
    }

    private func refusal(of request: SigningRequest) -> VerificationError? {
        do throws(VerificationError) {
            _ = try SignatureVerifier(policy: VerificationPolicy(service: "bedrock")).verify(
                request, body: BodyHash(of: Array(#"{"messages":[]}"#.utf8)), at: SigningVector.time
            ) { _ in
                Credentials(
                    accessKeyID: SigningVector.accessKeyID, secretAccessKey: SigningVector.secretAccessKey)
            }
            return nil
        } catch { return error }
    }

    @Test("It is believed, and stands for the host that was called")
    func believed() {
        #expect(refusal(of: request()) == nil)
        #expect(refusal(of: request(host: "127.0.0.1:8081")) == .signatureMismatch)
    }

    @Test("No other pseudo-header is, and without either the host is unsigned")
    func others() {
        #expect(refusal(of: request(names: ":path;content-type;x-amz-date")) == .malformedAuthorization(.signedHeaders))
        #expect(refusal(of: request(names: "content-type;x-amz-date")) == .unsignedHost)
    }
}
