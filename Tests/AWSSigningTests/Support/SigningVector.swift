import AWSSigning
import Testing

/// A request, and what an independent implementation (Python's `hmac` and `hashlib`) made of it.
struct SigningVector: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let request: SigningRequest
    let body: [UInt8]
    let credentials: Credentials
    let bodySigning: BodySigning
    let canonicalPath: String
    let canonicalQuery: String
    let signature: String

    init(
        _ name: String, _ method: String, target: String, headers: [(String, String)] = [], body: String = "",
        sessionToken: String? = nil, bodySigning: BodySigning = .hash, path: String, query: String, signature: String
    ) {
        testDescription = name
        request = SigningRequest(
            method: method, target: target, headers: headers.map { HeaderField($0.0, $0.1) })
        self.body = Array(body.utf8)
        credentials = Credentials(
            accessKeyID: Self.accessKeyID, secretAccessKey: Self.secretAccessKey, sessionToken: sessionToken)
        self.bodySigning = bodySigning
        canonicalPath = path
        canonicalQuery = query
        self.signature = signature
    }

    static let accessKeyID = "AKIDLEDGERTEST"
    static let secretAccessKey = "not+a/secret/but40charactersLikeARealOne"
    static let region = "eu-central-1"
    static let time = UTCTime(clamping: 1_709_251_199)  // 20240229T235959Z
    static let host = ("Host", "bedrock-runtime.eu-central-1.amazonaws.com")
    static let json = [host, ("Content-Type", "application/json")]
    static let emptyConversation = #"{"messages":[]}"#

    var bodyHash: BodyHash { BodyHash(of: body) }

    func signed() throws(SigningError) -> RequestSignature {
        try RequestSigner(region: Self.region, service: "bedrock", bodySigning: bodySigning)
            .sign(request, body: bodyHash, credentials: credentials, at: Self.time)
    }

    /// The request as it is sent, with the headers of the signature.
    func sent() throws(SigningError) -> SigningRequest {
        let added = try signed().headers
        let replaced = Set(added.map { $0.name.lowercased() })
        return request.with(headers: request.headers.filter { !replaced.contains($0.name.lowercased()) } + added)
    }

    /// Why the request is refused, nil if it is not.
    func refusal(
        of request: SigningRequest, body: BodyHash? = nil, policy: VerificationPolicy? = nil, at now: UTCTime = time,
        credentials: Credentials? = nil
    ) -> VerificationError? {
        let verifier = SignatureVerifier(
            policy: policy ?? VerificationPolicy(service: "bedrock", acceptsUnsignedBody: true))
        do throws(VerificationError) {
            _ = try verifier.verify(request, body: body ?? bodyHash, at: now) { name in
                name == Self.accessKeyID ? credentials ?? self.credentials : nil
            }
            return nil
        } catch { return error }
    }
}

extension SigningRequest {
    func with(
        method: String? = nil, path: String? = nil, query: String? = nil, headers: [HeaderField]? = nil
    ) -> SigningRequest {
        SigningRequest(
            method: method ?? self.method, path: path ?? self.path, query: query ?? self.query,
            headers: headers ?? self.headers)
    }

    /// The request with one header changed, or without it.
    func with(_ name: String, _ value: String?) -> SigningRequest {
        let others = headers.filter { $0.name.lowercased() != name.lowercased() }
        return with(headers: others + (value.map { [HeaderField(name, $0)] } ?? []))
    }

    func value(of name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
