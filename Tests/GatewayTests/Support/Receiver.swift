import NIOCore
import NIOPosix
import Synchronization

/// A receiver of webhooks on this machine that answers by a script, and keeps what it was sent.
final class Receiver: Sendable {
    /// What becomes of a request.
    enum Step: Sendable {
        case answer(Int)
        case redirect(to: String)
        /// Nothing, for ever.
        case silence
        case hangUp
        /// The head of an answer whose body never ends.
        case endlessBody
    }

    /// A request that has come.
    struct Request: Sendable {
        let head: [String]
        let body: [UInt8]

        /// The value of a header, by its name in lower case.
        func header(_ name: String) -> String? {
            head.first { $0.lowercased().hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
        }
    }

    private let state: Mutex<(steps: [Step], requests: [Request])>
    private let arrivals = AsyncStream.makeStream(of: Void.self)

    init(_ steps: [Step]) { state = Mutex((steps, [])) }

    /// Waits for a request that nobody waited for before.
    func nextRequest() async { for await _ in arrivals.stream { return } }

    /// What has come so far.
    var requests: [Request] { state.withLock { $0.requests } }

    /// Listens while the work is done, which is given the address.
    static func with(_ steps: Step..., work: (Receiver, String) async throws -> Void) async throws {
        let receiver = Receiver(steps)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ReceiverHandler(receiver))
                }
            }.bind(host: "127.0.0.1", port: 0).get()
        do {
            try await work(receiver, "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/hook")
        } catch {
            try await channel.close()
            throw error
        }
        try await channel.close()
    }

    /// Keeps a request and says what becomes of it; after the script all are taken.
    fileprivate func take(_ request: Request) -> Step {
        defer { arrivals.continuation.yield() }
        return state.withLock { state in
            state.requests.append(request)
            return state.steps.isEmpty ? .answer(200) : state.steps.removeFirst()
        }
    }
}

/// Reads the requests of one connection.
private final class ReceiverHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let receiver: Receiver
    private var bytes: [UInt8] = []

    init(_ receiver: Receiver) { self.receiver = receiver }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes += Array(buffer: unwrapInboundIn(data))
        let end = Array("\r\n\r\n".utf8)
        guard let head = bytes.firstRange(of: end) else { return }
        let lines = String(decoding: bytes[..<head.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let request = Receiver.Request(head: lines, body: Array(bytes[head.upperBound...]))
        guard request.body.count == Int(request.header("content-length") ?? "0") else { return }
        bytes = []
        switch receiver.take(request) {
        case .answer(let status): write("HTTP/1.1 \(status) X\r\nContent-Length: 0\r\n\r\n", context)
        case .redirect(let url): write("HTTP/1.1 307 X\r\nLocation: \(url)\r\nContent-Length: 0\r\n\r\n", context)
        case .silence: break
        case .hangUp: context.close(promise: nil)
        case .endlessBody: write("HTTP/1.1 200 X\r\nContent-Length: 1000000000\r\n\r\nx", context)
        }
    }

    private func write(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
