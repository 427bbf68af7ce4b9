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

    /// The requests that are not answered yet, oldest first: a client may send the next one before it has an answer.
    private var requests: [(version: HTTPVersion, isLast: Bool)] = []

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        requests.append((head.version, !head.isKeepAlive))
        if !head.isKeepAlive { head.headers.replaceOrAdd(name: "connection", value: "close") }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var head) = unwrapOutboundIn(data) else {
            if case .end = unwrapOutboundIn(data), !requests.isEmpty { requests.removeFirst() }
            return context.write(data, promise: promise)
        }
        // What is informational is not the answer yet, and what comes to no request is about the connection.
        guard let request = requests.first, !(100..<200).contains(head.status.code) else {
            return context.write(data, promise: promise)
        }
        // A client of HTTP/1.0 does not know chunks: to it the end of an answer is the end of the connection.
        if request.version == .http1_0 { head.version = .http1_0 }
        if request.isLast { head.headers.replaceOrAdd(name: "connection", value: "close") }
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }
}
