import NIOCore
import NIOHTTP2

extension GatewayLimits {
    /// What an HTTP/2 connection is told and held to.
    ///
    /// Beside these, a connection ends that sends more than 200 PING, SETTINGS or PRIORITY frames, or resets more than
    /// 200 streams, within half a minute; that sends more than five CONTINUATION frames for one head; or that breaks the
    /// protocol 200 times.
    var http2: NIOHTTP2Handler.Configuration {
        var configuration = NIOHTTP2Handler.Configuration()
        configuration.connection.initialSettings = [
            HTTP2Setting(parameter: .maxConcurrentStreams, value: streamsPerConnection),
            HTTP2Setting(parameter: .maxHeaderListSize, value: headerBytes),
            HTTP2Setting(parameter: .initialWindowSize, value: Self.windowBytes),
        ]
        configuration.connection.targetWindowSize = Self.windowBytes
        configuration.stream.targetWindowSize = Self.windowBytes
        // Answers to PING and SETTINGS that a client does not read.
        configuration.connection.maximumBufferedControlFrames = 1000
        return configuration
    }

    /// How much of bodies a client may send ahead on a stream, and on a connection.
    private static let windowBytes = 256 << 10
}
