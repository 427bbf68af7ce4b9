import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTP2
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOHTTPTypesHTTP2
import NIOSSL
import NIOTLS

/// Sets up a connection for HTTP/1.1 or HTTP/2, over TLS or not, and serves what comes on it.
///
/// With TLS the client chooses by ALPN. Without, HTTP/2 shows by its first bytes, as clients with prior knowledge send
/// them; `Upgrade: h2c` is passed over, since RFC 9113 has given it up.
struct GatewayChannel: ServerChildChannel {
    /// A connection whose protocol is known.
    enum Connection: Sendable {
        case http1(HTTP1Channel.Value)
        case http2(NIOHTTP2Handler.AsyncStreamMultiplexer<HTTP1Channel.Value>)
    }

    struct Value: ServerChildChannelValue {
        let connection: EventLoopFuture<Connection>
        let channel: any Channel
    }

    let limits: GatewayLimits
    /// The certificates of TLS; nil for plaintext.
    let certificates: TLSCertificates?
    let peers: PeerConnections
    private let requests: HTTP1Channel

    init(
        limits: GatewayLimits, certificates: TLSCertificates?, peers: PeerConnections,
        responder: @escaping HTTPChannelHandler.Responder
    ) {
        self.limits = limits
        self.certificates = certificates
        self.peers = peers
        requests = HTTP1Channel(responder: responder)
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        guard peers.admit(channel) else {
            channel.close(promise: nil)
            return channel.eventLoop.makeSucceededFuture(
                Value(connection: channel.eventLoop.makeFailedFuture(ConnectionClosed()), channel: channel))
        }
        return channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let deadline = channel.eventLoop.now + TimeAmount(limits.headTimeout)
            let opening = OpeningDeadline(deadline)
            func opened(_ isHTTP2: Bool) throws -> Connection {
                pipeline.removeHandler(opening, promise: nil)
                return try isHTTP2 ? http2(channel, deadline, logger) : http1(channel, deadline, logger)
            }
            guard let certificates else {
                let detector = ProtocolDetector<Connection>(on: channel.eventLoop, configure: opened)
                try pipeline.addHandlers([ConnectionGauge(), opening, detector])
                return Value(connection: detector.result, channel: channel)
            }
            let negotiation = NIOTypedApplicationProtocolNegotiationHandler<Connection> { result in
                channel.eventLoop.makeCompletedFuture { try opened(result == .negotiated("h2")) }
            }
            try pipeline.addHandlers([
                ConnectionGauge(), NIOSSLServerHandler(context: certificates.context), opening, negotiation,
            ])
            return Value(connection: negotiation.protocolNegotiationResult, channel: channel)
        }
    }

    func handle(value: Value, logger: Logger) async {
        await withTaskCancellationHandler {
            do {
                switch try await value.connection.get() {
                case .http1(let connection): await requests.handle(value: connection, logger: logger)
                case .http2(let connection):
                    try await withThrowingDiscardingTaskGroup { group in
                        for try await stream in connection.inbound {
                            group.addTask { await requests.handle(value: stream, logger: logger) }
                        }
                    }
                }
            } catch {
                logger.trace("a connection ended: \(error)")
            }
        } onCancel: {
            value.channel.close(promise: nil)
        }
    }

    private func http1(_ channel: any Channel, _ deadline: NIODeadline, _ logger: Logger) throws -> Connection {
        var decoder = NIOHTTPDecoderLimitConfiguration()
        decoder.maxHeaderFieldSize = limits.headerBytes
        decoder.maxHeaderListSize = limits.headerBytes
        decoder.maxHeaderFieldCount = limits.headerCount
        let pipeline = channel.pipeline.syncOperations
        // Requests one after the other, header validation and errors are the business of what stands behind.
        try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
            withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoder)
        try pipeline.addHandlers([
            HTTP1Persistence(), HTTP1ToHTTPServerCodec(secure: certificates != nil),
            ConnectionDeadlines(limits: limits, firstHead: deadline), HTTPConnectionStateHandler(logger: logger),
        ])
        return .http1(
            try HTTP1Channel.Value(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true)))
    }

    private func http2(_ channel: any Channel, _ deadline: NIODeadline, _ logger: Logger) throws -> Connection {
        let pipeline = channel.pipeline.syncOperations
        let lifetime = HTTP2Lifetime(limits: limits, firstRequest: deadline)
        let streams = try pipeline.configureAsyncHTTP2Pipeline(
            mode: .server, streamDelegate: StreamCount(for: lifetime, on: channel.eventLoop),
            configuration: limits.http2
        ) { stream in
            stream.eventLoop.makeCompletedFuture {
                try stream.pipeline.syncOperations.addHandlers([
                    HTTP2FramePayloadToHTTPServerCodec(), ConnectionDeadlines(limits: limits),
                    HTTPConnectionStateHandler(logger: logger),
                ])
                return try HTTP1Channel.Value(wrappingChannelSynchronously: stream)
            }
        }
        try pipeline.addHandler(lifetime)
        return .http2(streams)
    }
}
