import AWSSigning
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL
import Retry

/// Carries requests over pooled connections of HTTP/1.1, or of HTTP/2 where that is wanted and the service offers it.
///
/// Use ``shared`` unless you need settings of your own. It follows no redirect, because a signature is for one address,
/// and takes no proxy but the one that is given or that the environment names.
public final class HTTPTransport: RuntimeTransport {
    /// What a transport may be told.
    public struct Options: Sendable {
        /// How long to wait for a connection.
        public var connectTimeout: Duration = .seconds(10)
        /// How long to wait for a response, and for each further part of it. A model may think for the better part of an
        /// hour before it answers, and giving up would pay for an answer that nobody reads.
        public var readTimeout: Duration = .seconds(3600)
        /// How long an unused connection is kept. Shorter than the minute after which load balancers of AWS close theirs,
        /// since a request that meets a connection as it closes has an unknown outcome.
        public var idleTimeout: Duration = .seconds(30)
        /// The most connections to one host; a call beyond them waits for one as long as for a new connection. Models
        /// answer slowly, so this is how many calls can be under way over HTTP/1.1.
        public var maximumConnections = 1000
        /// Whether HTTP/2 is used where the service offers it. All calls to a host then share one connection and its limit
        /// of streams, often about a hundred, beyond which calls wait and fail; so it is for few calls at once.
        public var usesHTTP2 = false
        /// The proxy; `nil` for none.
        public var proxy: ProxySettings?

        /// A file in PEM with certificate authorities to trust beside those of the system, as a proxy that looks into TLS
        /// needs; `nil` for none.
        public var certificateAuthorities: String?

        /// The usual settings, and no proxy.
        public init() {}
    }

    /// The transport that clients share unless told otherwise; without a proxy.
    public static let shared = HTTPTransport()

    private let client: HTTPClient
    private let readTimeout: Duration

    /// A transport with connections of its own, which are closed when it is let go of.
    public init(options: Options = Options()) {
        var tls = TLSConfiguration.makeClientConfiguration()
        if let file = options.certificateAuthorities { tls.additionalTrustRoots = [.file(file)] }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(
                connect: TimeAmount(options.connectTimeout), read: TimeAmount(options.readTimeout)),
            connectionPool: .init(
                idleTimeout: TimeAmount(options.idleTimeout),
                concurrentHTTP1ConnectionsPerHostSoftLimit: options.maximumConnections),
            proxy: options.proxy.map(\.httpProxy), decompression: .disabled)
        configuration.httpVersion = options.usesHTTP2 ? .automatic : .http1Only
        // Whoever sends decides what is tried again, and how often; a second layer of retries would multiply with it.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        readTimeout = options.readTimeout
    }

    deinit { client.shutdown { _ in } }

    /// Sends a request and waits for the head of its response.
    ///
    /// - Throws: ``TransportFailure``, which says how far the request had come, for a cancelled task too.
    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        let body = TrackedBody(request.body)
        var outgoing = HTTPClientRequest(url: request.url)
        outgoing.method = HTTPMethod(rawValue: request.method)
        outgoing.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        if !request.body.isEmpty { outgoing.body = .stream(body, length: .known(Int64(request.body.count))) }
        do {
            let response = try await client.execute(
                outgoing, timeout: TimeAmount(request.timeout ?? readTimeout))
            return TransportResponse(
                status: Int(response.status.code),
                headers: response.headers.map { HeaderField($0.name, $0.value) },
                body: ResponseBody(response.body.map { [UInt8](buffer: $0) }))
        } catch {
            let isSent = body.isHandedOver || (request.body.isEmpty && !Self.isBeforeSending(error))
            throw TransportFailure(phase: isSent ? .sent : .notSent, reason: ConnectionFault.reason(of: error))
        }
    }

    /// Whether a failure came before there was a connection.
    private static func isBeforeSending(_ error: any Error) -> Bool {
        guard let error = error as? HTTPClientError else { return !(error is CancellationError) }
        return [.connectTimeout, .getConnectionFromPoolTimeout, .socksHandshakeTimeout, .tlsHandshakeTimeout]
            .contains(error)
    }
}

extension TimeAmount {
    /// A duration as NIO counts it; held at a year, which is never reached.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let held = min(max(seconds, 0), 31_536_000)
        self = .nanoseconds(held * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
