/// A token that is sent as it is: `Authorization: Bearer …`.
///
/// Use it for Bedrock API keys and for callers of a gateway that cannot sign. Whoever sees one request can send others,
/// so it must travel over TLS only. Comparing two takes the same time wherever they differ, and nothing shows the token.
public struct BearerToken: Sendable, Equatable {
    /// The longest token that is accepted, in bytes.
    public static let maximumByteCount = 8_192

    private let secret: Secret

    /// A token; nil unless it has 1 to 8,192 of the characters that RFC 6750 allows.
    public init?(_ token: String) {
        let bytes = token.utf8
        guard (1...Self.maximumByteCount).contains(bytes.count), bytes.allSatisfy(Self.isAllowed) else { return nil }
        secret = Secret(token)
    }

    /// The token in the value of an `Authorization` header; nil for other schemes and for what is no token.
    public init?(authorization value: String) {
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", value.first != " " else { return nil }
        self.init(String(parts[1]))
    }

    /// The value of the `Authorization` header that sends the token.
    public var authorization: String { "Bearer " + secret.revealed() }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        ByteClass.isUnreserved(byte) || "+/=".utf8.contains(byte)
    }
}

extension BearerToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A stand-in that is the same for all tokens.
    public var description: String { "bearer token «secret»" }
    /// A stand-in that is the same for all tokens.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
