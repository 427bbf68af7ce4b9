import Ledger
public import Logging

/// How a gateway serves.
public struct GatewayConfiguration: Sendable {
    /// The address to listen on.
    public var host = "127.0.0.1"
    /// The port to listen on; 0 takes a free one.
    public var port = 0
    /// Whether calls are served without a key until the first key is issued. Right only where nobody but programs of the
    /// same machine can connect.
    public var servesWithoutKeys = false
    /// The team that pays for calls without a key.
    public var keylessTeam = Attribution.unknownTeam
    /// Lets somebody in to the dashboard by a token; see ``DashboardLogin``. Without it the dashboard is served only
    /// where calls are served without keys.
    public var dashboardLogin: DashboardLogin?
    /// The version of the price table that calls are priced by, for the foot of the dashboard.
    public var ratesVersion: String?
    /// How much of everything is accepted and kept.
    public var limits = GatewayLimits()
    /// How long calls under way may take to end when the gateway is shut down; what has not ended then is charged as an
    /// estimate.
    public var shutdownGrace: Duration = .seconds(25)
    /// Where the gateway's own troubles are told. Nothing of a body, no header and no secret goes there.
    public var logger = Logger(label: "bedrock-ledger.gateway") { _ in SwiftLogNoOpLogHandler() }

    /// Loopback, any free port, keys needed.
    public init() {}
}
