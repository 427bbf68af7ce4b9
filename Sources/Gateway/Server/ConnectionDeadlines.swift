import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes a connection whose client lets the gateway wait: for a request, for its body, or until an answer is read.
///
/// Each time is for the whole of what is waited for, so that a client that sends a byte now and then wins nothing.
/// It belongs to the connection's event loop.
final class ConnectionDeadlines: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: GatewayLimits
    private var request: Scheduled<Void>?
    private var reading: Scheduled<Void>?
    /// Requests that came and were not answered yet.
    private var open = 0

    init(limits: GatewayLimits) {
        self.limits = limits
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { expect(within: limits.headTimeout, context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        expect(within: limits.headTimeout, context)
        context.fireChannelActive()
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
        if !context.channel.isWritable { reading = Self.closing(context.channel, after: limits.stallTimeout) }
        context.fireChannelWritabilityChanged()
    }

    /// Waits so long for what the client has to send next.
    private func expect(within time: Duration, _ context: ChannelHandlerContext) {
        request?.cancel()
        request = Self.closing(context.channel, after: time)
    }

    private func forget() {
        request?.cancel()
        reading?.cancel()
    }

    private static func closing(_ channel: any Channel, after time: Duration) -> Scheduled<Void> {
        channel.eventLoop.scheduleTask(in: TimeAmount(time)) { channel.close(promise: nil) }
    }
}
