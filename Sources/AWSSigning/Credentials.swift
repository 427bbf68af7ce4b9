/// What a request is signed with: an access key and, for temporary credentials, a session token.
///
/// No description, debug description or mirror shows the secret parts.
public struct Credentials: Sendable, Equatable {
    /// The public name of the key, as `AKIAIOSFODNN7EXAMPLE`; 1 to 128 letters, digits, `-`, `_` and `.`.
    public let accessKeyID: String

    /// The secret that belongs to the name.
    public let secretAccessKey: Secret

    /// What temporary credentials send along, nil for lasting ones.
    public let sessionToken: Secret?

    /// When the credentials cease to be valid, nil if they never do.
    public let expiration: UTCTime?

    /// Credentials out of their parts; what AWS does not accept is refused when they are used.
    public init(
        accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil, expiration: UTCTime? = nil
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = Secret(secretAccessKey)
        self.sessionToken = sessionToken.map { Secret($0) }
        self.expiration = expiration
    }

    /// Whether the credentials have ceased to be valid at a moment.
    public func isExpired(at now: UTCTime) -> Bool {
        expiration.map { $0 <= now } ?? false
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The name of the key and what else is known of it, without a secret.
    public var description: String {
        var text = "credentials \(accessKeyID)"
        if sessionToken != nil { text += ", temporary" }
        if let expiration { text += ", until \(expiration)" }
        return text
    }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// A mirror of the parts that are no secrets.
    public var customMirror: Mirror {
        Mirror(self, children: ["accessKeyID": accessKeyID, "expiration": expiration as Any])
    }
}
