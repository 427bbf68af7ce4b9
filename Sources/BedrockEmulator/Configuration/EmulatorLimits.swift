/// How much of everything an emulator accepts and keeps.
public struct EmulatorLimits: Sendable, Hashable {
    /// The largest body of a request, in bytes; that of InvokeModel (AWS service model).
    public var bodyBytes = 25_000_000
    /// The most bytes of all headers of a request.
    public var headerBytes = 64 << 10
    /// The most connections at a time.
    public var connections = 1_024
    /// The most calls that the account lists; its totals go on without them.
    public var recordedCalls = 1_000_000
    /// The most prefixes that the prompt cache holds.
    public var cacheEntries = 100_000
    /// The most faults that wait for their request.
    public var queuedFaults = 100_000
    /// The most calls whose attempts are counted at a time.
    public var trackedCalls = 100_000
    /// The most tokens of one answer, whatever the request says.
    public var outputTokens: Int64 = 200_000

    /// The usual limits.
    public init() {}
}
