/// The largest frame that is decoded or encoded.
///
/// A frame says its lengths before its content, so a limit refuses it before memory is spent on it.
public struct EventStreamLimits: Sendable, Hashable {
    /// The most bytes that the headers of one frame take; 128 KiB unless told.
    public var headerBytes: Int

    /// The most bytes that the payload of one frame takes; 24 MiB unless told.
    public var payloadBytes: Int

    /// Limits in bytes, by default those of AWS.
    public init(headerBytes: Int = 128 << 10, payloadBytes: Int = 24 << 20) {
        self.headerBytes = headerBytes
        self.payloadBytes = payloadBytes
    }
}
