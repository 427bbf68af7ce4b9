import Testing

@testable import AWSSigning

@Suite("Signing")
struct RequestSignerTests {
    @Test("A known request gets its known signature", arguments: SigningVector.all)
    func signature(vector: SigningVector) throws {
        let signature = try vector.signed()
        let lines = signature.canonicalRequest.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == vector.request.method)
        #expect(lines[1] == vector.canonicalPath)
        #expect(lines[2] == vector.canonicalQuery)
        #expect(signature.signature == vector.signature)
    }

    @Test("The whole of a signature, as it was written down once")
    func whole() throws {
        let signature = try SigningVector.bodies[0].signed()
        #expect(
            signature.canonicalRequest.text == """
                POST
                /m

                content-type:application/json
                host:bedrock-runtime.eu-central-1.amazonaws.com
                x-amz-date:20240229T235959Z
                x-amz-security-token:FwoGZXIvYXdzEBYaD+/==

                content-type;host;x-amz-date;x-amz-security-token
                5e4ce7b36ba37b78a5d5f9fd08e6b7b54ba6879d651aa46ec9e1d6fa24ebe30a
                """)
        #expect(
            signature.stringToSign == """
                AWS4-HMAC-SHA256
                20240229T235959Z
                20240229/eu-central-1/bedrock/aws4_request
                \(signature.canonicalRequest.hash)
                """)
        #expect(
            signature.authorization
                == "AWS4-HMAC-SHA256 Credential=AKIDLEDGERTEST/20240229/eu-central-1/bedrock/aws4_request, "
                + "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, "
                + "Signature=\(SigningVector.bodies[0].signature)")
        #expect(signature.headers.map(\.name) == ["X-Amz-Date", "X-Amz-Security-Token", "Authorization"])
        #expect(signature.headers.last?.value == signature.authorization)
    }

    @Test("Headers that are not signed may change without another signature")
    func unsignedHeaders() throws {
        let vector = SigningVector.paths[0]
        let others = RequestSigner.unsignedHeaders.map { HeaderField($0, "anything") }
        let request = vector.request.with(headers: others + vector.request.headers)
        let signature = try RequestSigner(region: SigningVector.region, service: "bedrock")
            .sign(request, body: vector.bodyHash, credentials: vector.credentials, at: SigningVector.time)
        #expect(signature.signature == vector.signature)
    }

    @Test(
        "What cannot be put into canonical form is refused",
        arguments: [
            (SigningRequest(method: "", path: "/", headers: [host]), .malformedRequest(.method)),
            (SigningRequest(method: "GET /", path: "/", headers: [host]), .malformedRequest(.method)),
            (SigningRequest(method: "GET", path: "m", headers: [host]), .malformedRequest(.path)),
            (SigningRequest(method: "GET", path: "/\r\nHost: b", headers: [host]), .malformedRequest(.path)),
            (SigningRequest(method: "GET", target: "/?a\nb", headers: [host]), .malformedRequest(.query)),
            (SigningRequest(method: "GET", target: "/?a=%", headers: [host]), .malformedRequest(.query)),
            (SigningRequest(method: "GET", target: "/?a=%4", headers: [host]), .malformedRequest(.query)),
            (SigningRequest(method: "GET", target: "/?%zz", headers: [host]), .malformedRequest(.query)),
            (SigningRequest(method: "GET", path: "/", headers: []), .host),
            (SigningRequest(method: "GET", path: "/", headers: [host, host]), .host),
            (
                SigningRequest(method: "GET", path: "/", headers: [host, HeaderField("X A", "")]),
                .malformedRequest(.headerName(index: 1))
            ),
            (
                SigningRequest(method: "GET", path: "/", headers: [host, HeaderField("X-A", "b\r\nX-C: d")]),
                .malformedRequest(.headerValue(name: "X-A"))
            ),
        ] as [(SigningRequest, SigningError)])
    func malformed(request: SigningRequest, expected: SigningError) {
        let signer = RequestSigner(region: "us-east-1", service: "bedrock")
        let credentials = SigningVector.paths[0].credentials
        #expect(throws: expected) {
            try signer.sign(request, body: .empty, credentials: credentials, at: SigningVector.time)
        }
    }

    private static let host = HeaderField("Host", "h.example")

    @Test("Names that would change the meaning of the header are refused")
    func names() {
        func refusal(region: String = "r", service: String = "s", id: String = "A", secret: String = "k")
            -> SigningError?
        {
            let request = SigningRequest(method: "GET", path: "/", headers: [Self.host])
            let credentials = Credentials(accessKeyID: id, secretAccessKey: secret)
            do throws(SigningError) {
                _ = try RequestSigner(region: region, service: service)
                    .sign(request, body: .empty, credentials: credentials, at: SigningVector.time)
                return nil
            } catch { return error }
        }
        #expect(refusal() == nil)
        #expect(refusal(region: "") == .scope(region: "", service: "s"))
        #expect(refusal(service: "a/b") == .scope(region: "r", service: "a/b"))
        #expect(refusal(id: "A, B") == .accessKeyID)
        #expect(refusal(id: "A\r\nB") == .accessKeyID)
        #expect(refusal(id: String(repeating: "A", count: 129)) == .accessKeyID)
        #expect(refusal(secret: "") == .emptySecret)
    }

    @Test("Requests beyond the limits are refused, those at the limits are not")
    func limits() throws {
        func refusal(path: String = "/", extra: [HeaderField] = []) -> SigningError? {
            let limits = RequestLimits(targetBytes: 10, headerCount: 3, headerBytes: 60)
            do throws(SigningError) {
                _ = try RequestSigner(region: "r", service: "s", limits: limits).sign(
                    SigningRequest(method: "GET", path: path, headers: [Self.host] + extra), body: .empty,
                    credentials: Credentials(accessKeyID: "A", secretAccessKey: "k"), at: SigningVector.time)
                return nil
            } catch { return error }
        }
        #expect(refusal(path: "/123456789") == nil)
        #expect(refusal(path: "/1234567890") == .malformedRequest(.targetTooLong(limit: 10)))
        let small = HeaderField("X-A", "1")
        #expect(refusal(extra: [small]) == nil)
        #expect(refusal(extra: [small, small]) == .malformedRequest(.tooManyHeaders(limit: 3)))
        let large = HeaderField("X-A", String(repeating: "x", count: 60))
        #expect(refusal(extra: [large]) == .malformedRequest(.headersTooLong(limit: 60)))
    }
}
