public import AWSSigning

/// Where alerts are posted to, and the secret that they are signed with.
///
/// The address comes from whoever runs the gateway and from nobody else. It may be a secret by itself, as those of chat
/// services are, so it is never logged whole.
public struct AlertWebhook: Sendable {
    /// Why an address is not taken.
    public struct Invalid: Error, Sendable, CustomStringConvertible {
        /// What is wrong and what to do, in words.
        public let description: String
    }

    /// The address.
    let url: String
    /// Scheme, host and port: what may be logged.
    let origin: String
    /// The host by itself.
    public let host: String
    /// Whether it is reached by https.
    public let isSecure: Bool
    /// What deliveries are signed with; they are not signed without one.
    let secret: Secret?

    /// A receiver of alerts.
    ///
    /// - Parameters:
    ///   - url: Its address: https, or http on this machine.
    ///   - secret: What deliveries are signed with, at least 16 bytes; `nil` for a receiver that verifies nothing.
    ///   - allowsPlaintext: Whether http to other machines is taken too.
    /// - Throws: ``Invalid``.
    public init(url: String, secret: Secret?, allowsPlaintext: Bool = false) throws(Invalid) {
        let scheme = ["https://", "http://"].first { url.lowercased().hasPrefix($0) }
        guard let scheme, url.utf8.count <= 2048, url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw Invalid(description: "the webhook's address must be a URL of https")
        }
        let rest = url.dropFirst(scheme.count)
        let authority = rest.prefix { !["/", "?", "#"].contains($0) }
        guard !authority.contains("@") else {
            throw Invalid(description: "the webhook's address must not hold a user or a password")
        }
        let name =
            authority.hasPrefix("[") ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
        guard !name.isEmpty else { throw Invalid(description: "the webhook's address names no host") }
        let isLoopback =
            name == "localhost" || name == "::1"
            || (name.hasPrefix("127.") && name.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (48...57).contains($0) })
        isSecure = scheme == "https://"
        guard isSecure || isLoopback || allowsPlaintext else {
            throw Invalid(
                description: "the webhook's address is not https, so anybody on the way could read and forge alerts")
        }
        if let secret, secret.revealed().utf8.count < 16 {
            throw Invalid(description: "the webhook's secret is too short; it needs at least 16 bytes")
        }
        self.url = url
        self.secret = secret
        host = String(name)
        origin = scheme + authority
    }
}
