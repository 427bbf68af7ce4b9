import NIOCore

/// Closes a connection of which it takes too long to learn which protocol it speaks. It is removed once that is known.
final class OpeningDeadline: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let deadline: NIODeadline
    private var closing: Scheduled<Void>?

    init(_ deadline: NIODeadline) {
        self.deadline = deadline
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        closing = context.eventLoop.scheduleTask(deadline: deadline) { channel.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { closing?.cancel() }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // Nothing was asked yet, so nothing is lost with a client that leaves or a gateway that stops.
        if event is ChannelShouldQuiesceEvent || event as? ChannelEvent == .inputClosed {
            context.close(promise: nil)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
