import NIOCore
import NIOHTTP1

/// Ends connections of HTTP/1 as their clients ask, in whatever spelling, and after each request of HTTP/1.0 that does
/// not ask for more.
///
/// What stands behind it knows one spelling, `Connection: close`, and no versions.
final class HTTP1Persistence: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private var request: (version: HTTPVersion, isLast: Bool) = (.http1_1, false)

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        request = (head.version, !head.isKeepAlive)
        if request.isLast { head.headers.replaceOrAdd(name: "connection", value: "close") }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var head) = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        // A client of HTTP/1.0 does not know chunks: to it the end of an answer is the end of the connection.
        if request.version == .http1_0 { head.version = .http1_0 }
        if request.isLast { head.headers.replaceOrAdd(name: "connection", value: "close") }
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }
}
