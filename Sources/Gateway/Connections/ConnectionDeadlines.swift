import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes a connection of HTTP/1.1, or a stream of HTTP/2, whose client lets the gateway wait: for a request, for its
/// body, or until an answer is read.
///
/// Each time is for the whole of what is waited for, so that a client that sends a byte now and then wins nothing.
/// It belongs to the connection's event loop.
final class ConnectionDeadlines: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: GatewayLimits
    /// When the first head has to be there.
    private let firstHead: NIODeadline?
    private var request: Scheduled<Void>?
    private var reading: Scheduled<Void>?
    /// Requests that came and were not answered yet.
    private var open = 0

    /// - Parameters:
    ///   - limits: The times.
    ///   - firstHead: When the first head has to be there; the usual time from now unless given.
    init(limits: GatewayLimits, firstHead: NIODeadline? = nil) {
        self.limits = limits
        self.firstHead = firstHead
    }

    func handlerAdded(context: ChannelHandlerContext) {
        expect(at: firstHead ?? context.eventLoop.now + TimeAmount(limits.headTimeout), context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        forget()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { forget() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            open += 1
            expect(within: limits.bodyTimeout, context)
        case .body: break
        // An answer that was given before the whole request was read has the connection wait for the next one already.
        case .end: if open > 0 { request?.cancel() }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            open -= 1
            if open == 0 { expect(within: limits.idleTimeout, context) }
        }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        reading?.cancel()
        if !context.channel.isWritable {
            reading = Self.closing(context.channel, at: context.eventLoop.now + TimeAmount(limits.stallTimeout))
        }
        context.fireChannelWritabilityChanged()
    }

    /// Waits so long for what the client has to send next.
    private func expect(within time: Duration, _ context: ChannelHandlerContext) {
        expect(at: context.eventLoop.now + TimeAmount(time), context)
    }

    private func expect(at deadline: NIODeadline, _ context: ChannelHandlerContext) {
        request?.cancel()
        request = Self.closing(context.channel, at: deadline)
    }

    private func forget() {
        request?.cancel()
        reading?.cancel()
    }

    private static func closing(_ channel: any Channel, at deadline: NIODeadline) -> Scheduled<Void> {
        channel.eventLoop.scheduleTask(deadline: deadline) { channel.close(promise: nil) }
    }
}
