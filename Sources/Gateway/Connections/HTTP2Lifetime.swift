import NIOCore
import NIOHTTP2

/// Ends a connection of HTTP/2 that has no request for too long, that broke the protocol, or when the gateway stops.
///
/// A client is told by a GOAWAY frame. What it sent before it knew is answered still.
/// It belongs to the connection's event loop.
final class HTTP2Lifetime: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame
    typealias OutboundOut = HTTP2Frame

    /// How long requests may come that were on their way when the client was told to send no more.
    static let leaveTaking = TimeAmount.seconds(1)

    private let idleTimeout: TimeAmount
    private let firstRequest: NIODeadline
    private var context: ChannelHandlerContext?
    private var openStreams = 0
    private var isLeaving = false
    /// Whether the client has said that nothing more will come from it.
    private var isInputClosed = false
    private var timer: Scheduled<Void>?

    /// - Parameters:
    ///   - limits: How long a connection may be without a request.
    ///   - firstRequest: When the first one has to have come.
    init(limits: GatewayLimits, firstRequest: NIODeadline) {
        idleTimeout = TimeAmount(limits.idleTimeout)
        self.firstRequest = firstRequest
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        schedule(at: firstRequest)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent { leave() }
        if event as? ChannelEvent == .inputClosed {
            isInputClosed = true
            if openStreams == 0 { context.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// An error of one stream ends that stream; the others may be of somebody else, where a proxy is in front.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is NIOHTTP2Errors.StreamError { return }
        context.close(promise: nil)
    }

    func streamOpened() {
        openStreams += 1
        timer?.cancel()
    }

    func streamClosed() {
        openStreams -= 1
        guard openStreams == 0 else { return }
        if isInputClosed {
            context?.close(promise: nil)
        } else {
            wait(isLeaving ? Self.leaveTaking : idleTimeout)
        }
    }

    /// Tells the client to send no more requests, and closes once the last one was answered.
    private func leave() {
        guard let context else { return }
        guard !isLeaving else {
            // What came before the client knew is answered; the connection closes after it.
            if openStreams == 0 { context.close(promise: nil) }
            return
        }
        isLeaving = true
        let goAway = HTTP2Frame(
            streamID: .rootStream, payload: .goAway(lastStreamID: .maxID, errorCode: .noError, opaqueData: nil))
        context.writeAndFlush(wrapOutboundOut(goAway), promise: nil)
        if openStreams == 0 { wait(Self.leaveTaking) }
    }

    private func wait(_ time: TimeAmount) {
        guard let context else { return }
        schedule(at: context.eventLoop.now + time)
    }

    private func schedule(at deadline: NIODeadline) {
        timer?.cancel()
        timer = context?.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { self.leave() }
    }
}

/// Tells the lifetime of a connection of its streams.
struct StreamCount: NIOHTTP2StreamDelegate {
    private let lifetime: NIOLoopBound<HTTP2Lifetime>

    init(for lifetime: HTTP2Lifetime, on eventLoop: any EventLoop) {
        self.lifetime = NIOLoopBound(lifetime, eventLoop: eventLoop)
    }

    func streamCreated(_ id: HTTP2StreamID, channel: any Channel) { lifetime.value.streamOpened() }

    func streamClosed(_ id: HTTP2StreamID, channel: any Channel) { lifetime.value.streamClosed() }
}
