/// One header of a request, as it is sent or was received.
///
/// Descriptions and mirrors show the values of all headers but those that carry secrets.
public struct HeaderField: Sendable, Hashable {
    /// The name, in any case.
    public let name: String

    /// The value as on the wire; white space around it has no meaning.
    public let value: String

    /// A header; names and values are checked when the request is signed or verified.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// The name in lower case.
    var lowercasedName: String { name.lowercased() }

    private static let secretNames: Set = [
        HeaderName.authorization, HeaderName.securityToken, "proxy-authorization", "cookie", "x-api-key",
        "x-aws-ec2-metadata-token", "x-amz-sso_bearer_token",
    ]
}

extension HeaderField: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `name: value`, with a stand-in for a secret value.
    public var description: String {
        "\(name): \(Self.secretNames.contains(lowercasedName) ? "«secret»" : value)"
    }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// A mirror of the description.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
