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
        #expect(variants(of: sent.path).filter { vector.refusal(of: sent.with(path: $0)) == nil } == [])
        #expect(variants(of: sent.query).filter { vector.refusal(of: sent.with(query: $0)) == nil } == [])
    }

    @Test("in the method", arguments: ["PUT", "post", "POS", "POSTS", "GET"])
    func method(method: String) throws {
        let vector = SigningVector.paths[0]
        #expect(vector.refusal(of: try vector.sent().with(method: method)) == .signatureMismatch)
    }

    @Test("in the value of a signed header, the credential, the names or the signature", arguments: vectors)
    func values(vector: SigningVector) throws {
        let believed = try believedVariants(of: vector) { header in
            variants(of: header.value).map { HeaderField(header.name, $0) }
        }
        #expect(believed == [])
    }

    @Test("in the name of a signed header", arguments: vectors)
    func names(vector: SigningVector) throws {
        let believed = try believedVariants(of: vector) { header in
            variants(of: header.name).filter { $0.lowercased() != header.name.lowercased() }
                .map { HeaderField($0, header.value) }
        }
        #expect(believed == [])
    }

    @Test("in the body", arguments: vectors.filter { $0.bodySigning != .unsigned })
    func body(vector: SigningVector) throws {
        let sent = try vector.sent()
        let bodies = vector.body.indices.map { index in
            var body = vector.body
            body[index] ^= 1
            return body
        }
        #expect(
            (bodies + [vector.body + [0]]).filter { vector.refusal(of: sent, body: BodyHash(of: $0)) == nil } == [])
    }

    /// Which of the variants of the signed headers are believed.
    private func believedVariants(
        of vector: SigningVector, variants: (HeaderField) -> [HeaderField]
    ) throws -> [HeaderField] {
        let sent = try vector.sent()
        let signed = Set(try vector.signed().canonicalRequest.signedHeaders + ["authorization"])
        return sent.headers.indices.filter { signed.contains(sent.headers[$0].name.lowercased()) }.flatMap { index in
            variants(sent.headers[index]).filter { variant in
                var headers = sent.headers
                headers[index] = variant
                return vector.refusal(of: sent.with(headers: headers)) == nil
            }
        }
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
