/// Where a gateway listens.
public struct GatewayAddress: Sendable, Hashable, CustomStringConvertible {
    /// The host as it was given.
    public let host: String
    /// The port that was bound.
    public let port: Int

    /// Whether it speaks TLS.
    public let isEncrypted: Bool

    /// The endpoint that clients are given, as `http://127.0.0.1:8080`.
    public var url: String {
        "\(isEncrypted ? "https" : "http")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// The same as ``url``.
    public var description: String { url }
}
