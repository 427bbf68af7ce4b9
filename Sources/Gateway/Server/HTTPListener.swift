import HummingbirdCore
import NIOCore
import NIOPosix
import ServiceLifecycle

/// A server of HTTP/1.1 within the limits of a gateway.
struct HTTPListener: Sendable {
    let configuration: GatewayConfiguration
    /// Is told the address once connections are accepted.
    let onListening: @Sendable (GatewayAddress) async -> Void

    /// A server that has its requests answered.
    func server(
        respond: @escaping @Sendable (Request, consuming ResponseWriter) async throws -> Void
    ) throws -> any Service {
        let configuration = configuration
        let limits = configuration.limits
        return try HTTPServerBuilder.http1(
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [ConnectionDeadlines(limits: limits)],
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
                    maxHeaderFieldCount: limits.headerCount))
        ).buildServer(
            configuration: ServerConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: configuration.logger,
            responder: { request, writer, _ in try await respond(request, writer) },
            onServerRunning: { [onListening] channel in
                await onListening(
                    GatewayAddress(host: configuration.host, port: channel.localAddress?.port ?? configuration.port))
            })
    }
}
