import Gateway
import NIOCore
import NIOPosix

/// A connection on which bytes are sent as they are, for what no client library would send.
enum RawConnection {
    /// Sends bytes and reads until the other side closes.
    static func exchange(_ bytes: String, with address: GatewayAddress) async throws -> String {
        try await exchange([bytes], with: address) {}
    }

    /// Sends bytes in parts, with something to do after the first, and reads until the other side closes.
    static func exchange(
        _ parts: [String], with address: GatewayAddress, afterFirst between: () async throws -> Void
    ) async throws -> String {
        let answer = try await exchange(parts.map { Array($0.utf8) }, with: address, afterFirst: between)
        return String(decoding: answer, as: UTF8.self)
    }

    /// The same for bytes that are no text.
    static func exchange(
        _ parts: [[UInt8]], with address: GatewayAddress, afterFirst between: () async throws -> Void = {}
    ) async throws -> [UInt8] {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            // A busy machine may take its time to accept.
            .connectTimeout(.minutes(5))
            // Not by name: names are looked up on threads that the sweeps of other suites may keep busy for long.
            .connect(to: SocketAddress(ipAddress: address.host, port: address.port)) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
            .executeThenClose { inbound, outbound in
                var answer: [UInt8] = []
                do {
                    for (index, part) in parts.enumerated() where !part.isEmpty {
                        if index == 1 { try await between() }
                        try await outbound.write(ByteBuffer(bytes: part))
                    }
                    for try await buffer in inbound { answer += Array(buffer: buffer) }
                } catch is IOError {
                    // A connection that is reset is closed too,
                } catch is ChannelError {
                    // and so is one that was closed before anything was sent.
                }
                return answer
            }
    }
}
