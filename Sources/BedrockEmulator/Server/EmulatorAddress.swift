/// Where an emulator listens.
public struct EmulatorAddress: Sendable, Hashable, CustomStringConvertible {
    /// The host as it was given.
    public let host: String
    /// The port that was bound.
    public let port: Int

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// The endpoint that clients are given, as `http://127.0.0.1:49152`.
    public var url: String {
        host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)"
    }

    /// The same as ``url``.
    public var description: String { url }
}
