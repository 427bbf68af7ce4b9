/// The largest request that is signed or verified, bodies aside.
public struct RequestLimits: Sendable, Hashable {
    /// The most bytes of path and query together; 32 KiB unless told.
    public var targetBytes: Int

    /// The most headers; 128 unless told.
    public var headerCount: Int

    /// The most bytes of all names and values of headers together; 64 KiB unless told.
    public var headerBytes: Int

    /// Limits, by default wider than what AWS accepts.
    public init(targetBytes: Int = 32 << 10, headerCount: Int = 128, headerBytes: Int = 64 << 10) {
        self.targetBytes = targetBytes
        self.headerCount = headerCount
        self.headerBytes = headerBytes
    }
}
