/// How much of everything a gateway accepts and keeps. Each default is what finds its way through a gateway in practice,
/// and no more.
public struct GatewayLimits: Sendable, Hashable {
    /// The largest body of a request, in bytes; that of InvokeModel (API reference, 2026-11).
    public var bodyBytes = 25_000_000
    /// The most bytes that the bodies of all requests under way may have together.
    public var bufferedBytes = 1 << 30
    /// The most bytes of all headers of a request.
    public var headerBytes = 64 << 10
    /// The most headers of a request.
    public var headerCount = 100
    /// The most connections at a time; further ones wait to be accepted.
    public var connections = 4096
    /// The most connections of one address at a time, or of one /64 network of IPv6; further ones are closed at once.
    public var connectionsPerAddress = 1024
    /// The most requests under way on one connection of HTTP/2.
    public var streamsPerConnection = 100
    /// How long a new connection may take until the head of its first request is there.
    public var headTimeout = Duration.seconds(10)
    /// How long the body of a request may take to arrive.
    public var bodyTimeout = Duration.seconds(120)
    /// How long a connection may be without a request.
    public var idleTimeout = Duration.seconds(60)
    /// How long a client may leave an answer unread while there is more of it.
    public var stallTimeout = Duration.seconds(60)
    /// The most calls under way at a time; further ones are answered with 429, and nothing is sent.
    public var callsInFlight = 4096
    /// The most calls under way for one key at a time.
    public var callsInFlightPerKey = 512
    /// The most requests to the API and the dashboard at a time, of which each may read much of the ledger.
    public var questionsInFlight = 16
    /// How many requests from one address may fail to prove their key within ``lockout``.
    public var failedProofs = 20
    /// How long an address is locked out that failed too often.
    public var lockout = Duration.seconds(60)
    /// How long the same signed request may come again after it first came.
    public var signatureReuse = Duration.seconds(60)
    /// The most callsites of a team, 1 to 10,000; further ones are counted as `other`.
    public var callsitesPerTeam = 2000
    /// The most combinations of callsite, user and tags that a team's reservations over the API may have, since the
    /// gateway started; further ones keep their callsite only.
    public var labelsPerTeam = 10_000
    /// How long an answer is kept for a client that tries again.
    public var retention = Duration.seconds(60)
    /// The most calls that are remembered for clients that try again.
    public var retainedCalls = 4096
    /// The most bytes of answers that are kept for clients that try again.
    public var retainedBytes = 64 << 20

    /// The usual limits.
    public init() {}
}
