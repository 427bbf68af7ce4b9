/// How an emulator behaves.
public struct EmulatorConfiguration: Sendable {
    /// The address to listen on.
    public var host = "127.0.0.1"
    /// The port to listen on; 0 takes a free one.
    public var port = 0

    /// The usual behaviour: loopback, any free port.
    public init() {}
}
