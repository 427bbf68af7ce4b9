import Testing

@testable import AWSSigning

@Suite("Random requests")
struct RandomRequestTests {
    @Test("What was signed is believed as it was sent, and not by another key", arguments: 0..<20)
    func roundTrip(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let credentials = SigningVector.paths[0].credentials
        let body = BodyHash(of: [UInt8(seed)])
        let verifier = SignatureVerifier(policy: VerificationPolicy(service: "s"))
        let other = Credentials(accessKeyID: credentials.accessKeyID, secretAccessKey: "other")
        for _ in 0..<40 {
            let request = SigningRequest.random(using: &generator)
            let signature = try RequestSigner(region: "r", service: "s")
                .sign(request, body: body, credentials: credentials, at: SigningVector.time)
            let sent = request.with(headers: (request.headers + signature.headers).shuffledByName(using: &generator))
            let verified = try verifier.verify(sent, body: body, at: SigningVector.time) { _ in credentials }
            #expect(verified.signature == signature.signature)
            #expect(throws: VerificationError.signatureMismatch) {
                try verifier.verify(sent, body: body, at: SigningVector.time) { _ in other }
            }
        }
    }

    @Test("Nonsense is refused without a crash", arguments: 0..<20)
    func nonsense(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let vector = SigningVector.paths[0]
        let sent = try vector.sent()
        for _ in 0..<100 {
            let text = String.random(of: "AWS4-HMC=/;,%25 \t\r\n\u{0}éfF&?.:", upTo: 30, using: &generator)
            let value = sent.value(of: "Authorization")?.prefix(Int.random(in: 0...250, using: &generator)) ?? ""
            #expect(vector.refusal(of: sent.with("Authorization", value + text + "x")) != nil)
            #expect(vector.refusal(of: sent.with("X-Amz-Date", text)) != nil)
            #expect(vector.refusal(of: sent.with(path: "/" + text)) != nil)
            #expect(vector.refusal(of: sent.with(query: text + "&")) != nil)
            #expect(vector.refusal(of: sent.with(text + "é", "1")) != nil)
        }
    }
}

extension SigningRequest {
    /// A request with all that the rules have something to say about.
    fileprivate static func random(using generator: inout SplitMix64) -> SigningRequest {
        let segments = ["", ".", "..", "...", "a", "B-c", "%2F", "%c3%a9", "é", " ", ":", "~", "+", "&=?"]
        let words = ["a", "A", "b", "a-b", "%20", "%C3%A9", "é", " ", "+", "~", "=", "%3D", "/", "?"]
        let values = ["", " ", "a", "  a  b ", "\tx\t", "a\r\n b", "\"q  q\"", "é", ","]
        let names = ["X-A", "x-a", "X-B", "Accept", "X-Amzn-Bedrock-Trace"]
        func many(_ texts: [String], upTo count: Int) -> [String] {
            (0..<Int.random(in: 0...count, using: &generator)).map { _ in texts.randomElement(using: &generator) ?? "" }
        }
        let path = "/" + many(segments, upTo: 8).joined(separator: "/")
        let parameters = (0..<5).map { _ in many(words, upTo: 4).joined() }.filter { !$0.isEmpty }
        let headers = many(names, upTo: 6).map { HeaderField($0, many(values, upTo: 3).joined(separator: "z")) }
        return SigningRequest(
            method: "POST", path: path, query: parameters.joined(separator: "&"),
            headers: headers + [HeaderField("Host", "h.example")])
    }
}

extension [HeaderField] {
    /// The headers in another order, in which those of the same name keep theirs, as intermediaries are allowed to.
    fileprivate func shuffledByName(using generator: inout SplitMix64) -> [HeaderField] {
        Dictionary(grouping: self) { $0.name.lowercased() }.sorted { $0.key < $1.key }.map(\.value)
            .shuffled(using: &generator).flatMap { $0 }
    }
}

extension String {
    fileprivate static func random(of letters: String, upTo count: Int, using generator: inout SplitMix64) -> String {
        let scalars = Array(letters.unicodeScalars)
        var text = ""
        for _ in 0..<Int.random(in: 0...count, using: &generator) {
            if let scalar = scalars.randomElement(using: &generator) { text.unicodeScalars.append(scalar) }
        }
        return text
    }
}
