import AWSSigning
public import Dashboard
import HummingbirdCore
public import Logging
import Pricing
public import ServiceLifecycle

/// Serves the dashboard of a ledger by itself, to browsers of this machine.
///
/// There is no gateway beside it and nothing to log in to, so give it a loopback address.
public final class DashboardServer: Service {
    private let listener: HTTPListener
    private let site: DashboardSite

    /// A server that does not listen yet.
    ///
    /// - Parameters:
    ///   - site: The dashboard.
    ///   - host: The address to listen on; loopback.
    ///   - port: The port to listen on; 0 takes a free one.
    ///   - logger: Where its troubles are told.
    ///   - onListening: Is told the address once connections are accepted.
    public init(
        site: DashboardSite, host: String, port: Int, logger: Logger,
        onListening: @escaping @Sendable (GatewayAddress) async -> Void
    ) {
        var configuration = GatewayConfiguration()
        configuration.host = host
        configuration.port = port
        configuration.logger = logger
        configuration.limits.connections = 64
        listener = HTTPListener(configuration: configuration, certificates: nil, onListening: onListening)
        self.site = site
    }

    /// Listens until it is shut down gracefully or cancelled.
    ///
    /// - Throws: Why the address cannot be bound.
    public func run() async throws {
        let door = DashboardDoor(
            site: site, login: nil, questions: RequestsInFlight(most: 16, perKey: 16), clock: { .now() },
            isOpen: { true })
        try await listener.server { request, peer, writer in
            let head = ReceivedHead(request.head)
            let reply =
                DashboardSite.serves(head.target)
                ? try await door.reply(to: head, from: peer, body: request.body)
                : WholeReply(status: 307, headers: [HeaderField("Location", "/dashboard")], body: [])
            try await reply.send(isHead: head.method == "HEAD", writer: writer)
        }.run()
    }
}
