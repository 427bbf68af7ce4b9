import Testing

@testable import AWSSigning

@Suite("Derived keys")
struct SigningKeyCacheTests {
    private func scope(_ day: Int) throws -> CredentialScope {
        try #require(CredentialScope(day: "\(20_240_100 + day)", region: "r", service: "s"))
    }

    private func credentials(_ id: String, _ secret: String = "k") -> Credentials {
        Credentials(accessKeyID: id, secretAccessKey: secret)
    }

    @Test("A kept key signs as a derived one does")
    func sameSignature() throws {
        let cache = SigningKeyCache()
        let derived = SigningKey(secret: Secret("k"), scope: try scope(1)).signature(of: "text")
        for _ in 0..<3 {
            #expect(cache.key(for: credentials("A"), scope: try scope(1)).signature(of: "text") == derived)
        }
        #expect(cache.scopes.count == 1)
    }

    @Test("Another day, key id or secret has another key")
    func otherKeys() throws {
        let cache = SigningKeyCache()
        let signatures = [
            cache.key(for: credentials("A"), scope: try scope(1)).signature(of: "text"),
            cache.key(for: credentials("A"), scope: try scope(2)).signature(of: "text"),
            cache.key(for: credentials("A", "other"), scope: try scope(1)).signature(of: "text"),
        ]
        #expect(Set(signatures).count == 3)
        #expect(cache.key(for: credentials("A"), scope: try scope(1)).signature(of: "text") == signatures[0])
        #expect(cache.scopes.count == 2)
    }

    @Test("The cache keeps no more than its capacity, and drops what was not used for the longest time")
    func capacity() throws {
        let cache = SigningKeyCache(capacity: 3)
        for day in 1...3 { _ = cache.key(for: credentials("A"), scope: try scope(day)) }
        _ = cache.key(for: credentials("A"), scope: try scope(1))
        for day in 4...50 {
            _ = cache.key(for: credentials("A"), scope: try scope(day))
            _ = cache.key(for: credentials("A"), scope: try scope(1))
            #expect(cache.scopes.count == 3)
            #expect(cache.scopes.contains(try scope(1)))
        }
        #expect(!cache.scopes.contains(try scope(2)))
    }

    @Test("A wrong signature of any length is none")
    func signatures() throws {
        let key = SigningKey(secret: Secret("k"), scope: try scope(1))
        let right = try #require(Hexadecimal.bytes(key.signature(of: "text")))
        #expect(key.isSignature(right, of: "text"))
        #expect(!key.isSignature(right, of: "Text"))
        #expect(!key.isSignature([], of: "text"))
        #expect(!key.isSignature(Array(right.dropLast()), of: "text"))
        #expect(!key.isSignature(right + [0], of: "text"))
    }
}
