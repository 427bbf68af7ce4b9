import Testing

@testable import AWSSigning

@Suite("Verifying")
struct SignatureVerifierTests {
    private let vector = SigningVector.paths[0]

    @Test("Every known request with a path is believed", arguments: SigningVector.all)
    func known(vector: SigningVector) throws {
        let refusal = vector.refusal(of: try vector.sent())
        #expect(refusal == (vector.request.path.isEmpty ? .malformedRequest(.path) : nil))
    }

    @Test("What is certain of a request is told")
    func result() throws {
        let vector = SigningVector.queries[0]
        let request = try vector.sent().with(path: "/./x/..//l")
        let verified = try SignatureVerifier(policy: VerificationPolicy(service: "bedrock"))
            .verify(request, body: vector.bodyHash, at: SigningVector.time) { _ in vector.credentials }
        #expect(verified.accessKeyID == "AKIDLEDGERTEST")
        #expect(verified.scope.description == "20240229/eu-central-1/bedrock/aws4_request")
        #expect(verified.time == SigningVector.time)
        #expect(verified.signedHeaders == ["host", "x-amz-date"])
        #expect(verified.path == "/l")
        #expect(verified.signature == vector.signature)
    }

    @Test("The access key is known before the body")
    func claim() throws {
        let verifier = SignatureVerifier(policy: VerificationPolicy(service: "bedrock"))
        let request = try vector.sent()
        #expect(try verifier.claimedAccessKeyID(of: request, at: SigningVector.time) == "AKIDLEDGERTEST")
        #expect(throws: VerificationError.missingAuthorization) {
            try verifier.claimedAccessKeyID(of: request.with("Authorization", nil), at: SigningVector.time)
        }
    }

    @Test("The time of a request may be 300 seconds from now, and no second more")
    func window() throws {
        let request = try vector.sent()
        let signed = SigningVector.time
        func at(_ delta: Int64) -> UTCTime { UTCTime(clamping: signed.seconds + delta) }
        #expect(vector.refusal(of: request, at: at(300)) == nil)
        #expect(vector.refusal(of: request, at: at(-300)) == nil)
        #expect(vector.refusal(of: request, at: at(301)) == .expired(signed: signed, now: at(301)))
        #expect(vector.refusal(of: request, at: at(-301)) == .notYetValid(signed: signed, now: at(-301)))
    }

    @Test("Only known keys, within their time and with their token, are believed")
    func keys() throws {
        let request = try vector.sent()
        let unknown = try #require(request.value(of: "Authorization")).replacing("AKIDLEDGER", with: "AKIDSOMEBODY")
        #expect(vector.refusal(of: request.with("Authorization", unknown)) == .unknownKey)
        func credentials(
            _ secret: String = SigningVector.secretAccessKey, token: String? = nil, expiration: Int64? = nil
        ) -> Credentials {
            Credentials(
                accessKeyID: SigningVector.accessKeyID, secretAccessKey: secret, sessionToken: token,
                expiration: expiration.map { UTCTime(clamping: $0) })
        }
        let now = SigningVector.time.seconds
        #expect(vector.refusal(of: request, credentials: credentials("another")) == .signatureMismatch)
        #expect(vector.refusal(of: request, credentials: credentials("")) == .unknownKey)
        #expect(vector.refusal(of: request, credentials: credentials(token: "t")) == .sessionTokenMismatch)
        #expect(vector.refusal(of: request, credentials: credentials(expiration: now)) == .expiredCredentials)
        #expect(vector.refusal(of: request, credentials: credentials(expiration: now + 1)) == nil)
        let temporary = SigningVector.bodies[0]
        #expect(temporary.refusal(of: try temporary.sent(), credentials: credentials()) == .sessionTokenMismatch)
    }

    @Test("The scope has to be that of the policy and of the date")
    func scope() throws {
        let request = try vector.sent()
        func policy(_ service: String, _ region: String?) -> VerificationPolicy {
            VerificationPolicy(service: service, region: region)
        }
        #expect(vector.refusal(of: request, policy: policy("bedrock", "eu-central-1")) == nil)
        #expect(vector.refusal(of: request, policy: policy("bedrock", "us-east-1")) == .scopeMismatch)
        #expect(vector.refusal(of: request, policy: policy("sts", nil)) == .scopeMismatch)
        let value = try #require(request.value(of: "Authorization")).replacing("20240229", with: "20240228")
        #expect(vector.refusal(of: request.with("Authorization", value)) == .scopeMismatch)
    }

    @Test("A body has to be the one that was signed")
    func body() throws {
        let other = BodyHash(of: Array("{}".utf8))
        #expect(vector.refusal(of: try vector.sent(), body: other) == .signatureMismatch)
        let withHeader = SigningVector.bodies[1]
        #expect(withHeader.refusal(of: try withHeader.sent(), body: other) == .bodyHashMismatch)
        let unsigned = SigningVector.bodies[2]
        #expect(unsigned.refusal(of: try unsigned.sent(), body: other) == nil)
        let strict = VerificationPolicy(service: "bedrock")
        #expect(unsigned.refusal(of: try unsigned.sent(), policy: strict) == .unsignedBody)
        let streaming = try withHeader.sent().with("X-Amz-Content-SHA256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
        #expect(withHeader.refusal(of: streaming) == .unsupportedBodyHash)
    }
}
