import Testing

@testable import AWSSigning

@Suite("Secrets stay secret")
struct SecrecyTests {
    private static let secret = "SECRETaccessKEYwithNOleaks"
    private static let token = "SECRETsessionTOKENwithNOleaks"

    private static let credentials = Credentials(
        accessKeyID: "AKIDVISIBLE", secretAccessKey: secret, sessionToken: token,
        expiration: UTCTime(clamping: 1_800_000_000))

    /// Everything that Swift can say about a value without being asked for a part of it by name.
    private func everything(_ value: Any) -> String {
        var dumped = ""
        dump(value, to: &dumped)
        return [
            String(describing: value), String(reflecting: value), "\(value)", "\([value])",
            "\(Optional.some(value) as Any)", dumped, reflection(of: value, depth: 8),
        ].joined(separator: "\n")
    }

    private func reflection(of value: Any, depth: Int) -> String {
        guard depth > 0 else { return "" }
        return Mirror(reflecting: value).children
            .map { "\($0.label ?? ""): \($0.value)\n" + reflection(of: $0.value, depth: depth - 1) }.joined()
    }

    @Test("No description, dump or mirror of credentials shows them")
    func credentials() {
        let text =
            everything(Self.credentials) + everything(Secret(Self.secret))
            + everything(["a": Self.credentials]) + everything(SigningKeyCache())
        #expect(!text.contains("SECRET"))
        #expect(text.contains("AKIDVISIBLE"))
        #expect(Self.credentials.description == "credentials AKIDVISIBLE, temporary, until 20270115T080000Z")
    }

    @Test("No description of a signed request shows its token or its signature")
    func signature() throws {
        let request = SigningRequest(method: "GET", path: "/", headers: [HeaderField("Host", "h.example")])
        let signature = try RequestSigner(region: "r", service: "s")
            .sign(request, body: .empty, credentials: Self.credentials, at: UTCTime(clamping: 0))
        let sent = request.with(headers: request.headers + signature.headers)
        let text = everything(signature) + everything(signature.canonicalRequest) + everything(sent)
        #expect(!text.contains("SECRET"))
        #expect(!text.contains(signature.signature))
        #expect(text.contains("h.example"))
        #expect(signature.canonicalRequest.text.contains(Self.token))
    }

    @Test("No error repeats a value that it was given")
    func errors() throws {
        let headers = [HeaderField("Host", "h"), HeaderField("X-Amz-Security-Token", Self.token + "\u{0}")]
        let request = SigningRequest(method: "GET", path: "/", headers: headers)
        let verifier = SignatureVerifier(policy: VerificationPolicy(service: "s"))
        let authorizations = [Self.secret, "Bearer \(Self.secret)", "AWS4-HMAC-SHA256 Credential=\(Self.secret)"]
        let requests = [request] + authorizations.map { request.with(headers: [HeaderField("Authorization", $0)]) }
        for request in requests {
            let error = #expect(throws: VerificationError.self) {
                try verifier.verify(request, body: .empty, at: UTCTime(clamping: 0)) { _ in Self.credentials }
            }
            #expect(!everything(try #require(error)).contains("SECRET"))
        }
        let bad = Credentials(accessKeyID: "A", secretAccessKey: Self.secret, sessionToken: Self.token + "\r\nX: y")
        let error = #expect(throws: SigningError.malformedRequest(.headerValue(name: "X-Amz-Security-Token"))) {
            try RequestSigner(region: "r", service: "s")
                .sign(
                    request.with("X-Amz-Security-Token", nil), body: .empty, credentials: bad, at: UTCTime(clamping: 0))
        }
        #expect(!everything(try #require(error)).contains("SECRET"))
    }

    @Test(
        "A secret gives its text only when it is asked to",
        arguments: ["", "k", "käse ✓", String(repeating: "x", count: 5_000)])
    func revealed(text: String) {
        #expect(Secret(text).revealed() == text)
        #expect(Secret(text).isEmpty == text.isEmpty)
        #expect(Secret(text) == Secret(text))
        #expect(Secret(text) != Secret(text + "x"))
    }

    @Test("A bearer token is read, written and compared, and never shown")
    func bearerToken() throws {
        let token = try #require(BearerToken(Self.token))
        #expect(token.authorization == "Bearer " + Self.token)
        #expect(BearerToken(authorization: "bearer " + Self.token) == token)
        #expect(BearerToken(Self.token + "x") != token)
        #expect(!everything(token).contains("SECRET"))
        #expect(!everything(HeaderField("Authorization", token.authorization)).contains("SECRET"))
    }

    @Test(
        "What is no bearer token is none",
        arguments: [
            "", "Bearer", "Bearer ", "Basic abc", "Bearer a b", "Bearer  a", " Bearer a", "Bearer a\r\nb", "Bearer ü",
        ])
    func noBearerToken(value: String) {
        #expect(BearerToken(authorization: value) == nil)
    }

    @Test("A bearer token has a largest length")
    func longBearerToken() {
        let longest = String(repeating: "a", count: BearerToken.maximumByteCount)
        #expect(BearerToken(longest) != nil)
        #expect(BearerToken(longest + "a") == nil)
    }
}
