import HummingbirdCore
import NIOCore
import NIOPosix
import ServiceLifecycle

/// A server of HTTP/1.1 and HTTP/2 within the limits of a gateway.
struct HTTPListener: Sendable {
    let configuration: GatewayConfiguration
    /// The certificates of TLS; `nil` for plaintext.
    let certificates: TLSCertificates?
    /// Is told the address once connections are accepted.
    let onListening: @Sendable (GatewayAddress) async -> Void

    /// A server that has its requests answered.
    func server(
        respond: @escaping @Sendable (Request, PeerAddress?, consuming ResponseWriter) async throws -> Void
    ) throws -> any Service {
        let configuration = configuration
        let limits = configuration.limits
        let peers = PeerConnections(limit: limits.connectionsPerAddress, logger: configuration.logger)
        return try HTTPServerBuilder { [certificates] responder in
            GatewayChannel(limits: limits, certificates: certificates, peers: peers, responder: responder)
        }.buildServer(
            configuration: ServerConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: configuration.logger,
            responder: { request, writer, channel in
                try await respond(request, PeerAddress(channel.remoteAddress), writer)
            },
            onServerRunning: { [onListening] channel in
                await onListening(
                    GatewayAddress(
                        host: configuration.host, port: channel.localAddress?.port ?? configuration.port,
                        isEncrypted: configuration.tls != nil))
            })
    }
}
