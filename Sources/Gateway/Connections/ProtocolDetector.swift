import NIOCore

/// Tells by the first bytes of a plaintext connection whether it speaks HTTP/2, has it set up accordingly, and leaves.
final class ProtocolDetector<Configured: Sendable>: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// What every connection of HTTP/2 begins with (RFC 9113, 3.4), and none of HTTP/1.1 does.
    private let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
    private let promise: EventLoopPromise<Configured>
    private let configure: (_ isHTTP2: Bool) throws -> Configured
    private var received = ByteBuffer()
    private var isDecided = false

    /// - Parameters:
    ///   - eventLoop: The loop of the connection.
    ///   - configure: Adds the handlers of the one or the other protocol behind this one.
    init(on eventLoop: any EventLoop, configure: @escaping (_ isHTTP2: Bool) throws -> Configured) {
        promise = eventLoop.makePromise()
        self.configure = configure
    }

    /// The connection once its protocol is known; fails where it ends before.
    var result: EventLoopFuture<Configured> { promise.futureResult }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        guard !isDecided else { return context.fireChannelRead(data) }
        received.writeBuffer(&bytes)
        let beginning = received.readableBytesView.prefix(preface.count)
        let isHTTP2 = preface.starts(with: beginning)
        guard !isHTTP2 || beginning.count == preface.count else { return }
        decide(isHTTP2, context)
    }

    func handlerRemoved(context: ChannelHandlerContext) { promise.fail(ConnectionClosed()) }

    private func decide(_ isHTTP2: Bool, _ context: ChannelHandlerContext) {
        isDecided = true
        do {
            let configured = try configure(isHTTP2)
            context.fireChannelRead(wrapInboundOut(received))
            context.fireChannelReadComplete()
            promise.succeed(configured)
        } catch {
            promise.fail(error)
            context.close(promise: nil)
        }
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }
}
