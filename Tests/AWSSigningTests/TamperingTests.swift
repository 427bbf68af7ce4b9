import Testing

@testable import AWSSigning

@Suite("A signed request in which one character is changed is refused")
struct TamperingTests {
    /// Vectors whose path is written in the one way that means it.
    private static let vectors = SigningVector.all.filter {
        CanonicalPath($0.request.path).normalized == $0.request.path
    }

    @Test("in the path or the query", arguments: vectors)
    func target(vector: SigningVector) throws {
        let sent = try vector.sent()
        try #require(vector.refusal(of: sent) == nil)
        for path in variants(of: sent.path) {
            #expect(vector.refusal(of: sent.with(path: path)) != nil, "path \(path)")
        }
        for query in variants(of: sent.query) {
            #expect(vector.refusal(of: sent.with(query: query)) != nil, "query \(query)")
        }
    }

    @Test("in the method", arguments: ["PUT", "post", "POS", "POSTS", "GET"])
    func method(method: String) throws {
        let vector = SigningVector.paths[0]
        #expect(vector.refusal(of: try vector.sent().with(method: method)) == .signatureMismatch)
    }

    @Test("in the value of a signed header, the credential, the names or the signature", arguments: vectors)
    func headers(vector: SigningVector) throws {
        let sent = try vector.sent()
        let signed = Set(try vector.signed().canonicalRequest.signedHeaders + ["authorization"])
        for (index, header) in sent.headers.enumerated() where signed.contains(header.name.lowercased()) {
            for value in variants(of: header.value) {
                var headers = sent.headers
                headers[index] = HeaderField(header.name, value)
                #expect(vector.refusal(of: sent.with(headers: headers)) != nil, "\(header.name) \(value)")
            }
        }
    }

    @Test("in the name of a signed header", arguments: vectors)
    func names(vector: SigningVector) throws {
        let sent = try vector.sent()
        let signed = Set(try vector.signed().canonicalRequest.signedHeaders)
        for (index, header) in sent.headers.enumerated() where signed.contains(header.name.lowercased()) {
            for name in variants(of: header.name) where name.lowercased() != header.name.lowercased() {
                var headers = sent.headers
                headers[index] = HeaderField(name, header.value)
                #expect(vector.refusal(of: sent.with(headers: headers)) != nil, "\(name)")
            }
        }
    }

    @Test("in the body", arguments: vectors.filter { $0.bodySigning != .unsigned })
    func body(vector: SigningVector) throws {
        let sent = try vector.sent()
        for index in vector.body.indices {
            var body = vector.body
            body[index] ^= 1
            #expect(vector.refusal(of: sent, body: BodyHash(of: body)) != nil)
        }
        #expect(vector.refusal(of: sent, body: BodyHash(of: vector.body + [0])) != nil)
    }

    /// The text with one character that is no white space replaced by another, or taken away.
    private func variants(of text: String) -> [String] {
        let bytes = Array(text.utf8)
        var generator = SplitMix64(seed: UInt64(bytes.count))
        return bytes.indices.filter { bytes[$0] > 0x20 }.flatMap { index in
            let byte = bytes[index]
            let others = [byte ^ 0x20, byte ^ 1, UInt8.random(in: 0x21...0x7E, using: &generator)]
            return others.filter { $0 > 0x20 && $0 != byte }.map { other in
                var changed = bytes
                changed[index] = other
                return String(decoding: changed, as: UTF8.self)
            }
        }
    }
}
