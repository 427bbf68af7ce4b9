import Ledger
public import Logging

/// How a gateway serves.
public struct GatewayConfiguration: Sendable {
    /// The address to listen on.
    public var host = "127.0.0.1"
    /// The port to listen on; 0 takes a free one.
    public var port = 0
    /// The certificate and key of TLS; nil to speak plaintext.
    public var tls: TLSFiles?
    /// Whether calls are served without a key until the first key is issued. Right only where nobody but programs of the
    /// same machine can connect.
    public var servesWithoutKeys = false
    /// The team that pays for calls without a key.
    public var keylessTeam = Attribution.unknownTeam
    /// How much of everything is accepted and kept.
    public var limits = GatewayLimits()
    /// How long calls under way may take to end when the gateway is shut down; what has not ended then is charged as an
    /// estimate.
    public var shutdownGrace: Duration = .seconds(25)
    /// Reads the rate card anew from where it came; `nil` where it cannot change while the gateway runs. An administrator
    /// asks for it by `POST /api/v1/rates/reload`.
    public var reloadRates: (@Sendable () async throws -> Void)?
    /// What `GET /metrics` shows; it is empty unless it is the metrics factory of the process.
    public var metrics = MetricsRegistry()
    /// Where the gateway's own troubles are told. Nothing of a body, no header and no secret goes there.
    public var logger = Logger(label: "bedrock-ledger.gateway") { _ in SwiftLogNoOpLogHandler() }

    /// Loopback, any free port, keys needed.
    public init() {}
}
