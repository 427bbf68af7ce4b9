/// Where a gateway listens.
public struct GatewayAddress: Sendable, Hashable, CustomStringConvertible {
    /// The host as it was given.
    public let host: String
    /// The port that was bound.
    public let port: Int

    /// The endpoint that clients are given, as `http://127.0.0.1:8080`.
    public var url: String {
        host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)"
    }

    /// The same as ``url``.
    public var description: String { url }
}
