import Metrics
import NIOCore

/// Counts the connections that are open.
final class ConnectionGauge: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let gauge = Meter(label: "bedrock_ledger.connections")

    func handlerAdded(context: ChannelHandlerContext) { gauge.increment() }

    func handlerRemoved(context: ChannelHandlerContext) { gauge.decrement() }
}
