import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Says in words how a connection failed: what happened, and what to do; never the request, which holds a signature.
enum ConnectionFault {
    static func reason(of error: any Error) -> String {
        switch error {
        case is CancellationError: "the call was cancelled"
        case let error as HTTPClientError: reason(of: error)
        case let error as NIOConnectionError: reason(of: error)
        case let error as IOError:
            "the service cannot be reached (\(words(error))); check the endpoint and the network"
        case is NIOSSLError, is BoringSSLError: handshakeReason(of: error)
        default: "\(error)"
        }
    }

    private static func reason(of error: HTTPClientError) -> String {
        switch error {
        case .connectTimeout, .getConnectionFromPoolTimeout:
            "no connection within the time allowed; check the endpoint, the network and the proxy"
        case .readTimeout, .deadlineExceeded: "no answer within the time allowed"
        case .cancelled: "the call was cancelled"
        case .remoteConnectionClosed: "the service closed the connection"
        default: "\(error)"
        }
    }

    private static func reason(of error: NIOConnectionError) -> String {
        let place = "\(error.host):\(error.port)"
        if error.connectionErrors.isEmpty, error.dnsAError != nil || error.dnsAAAAError != nil {
            return "the name \(error.host) is not known; check the region and the endpoint"
        }
        let failures = error.connectionErrors.map { failure in
            (failure.error as? IOError).map(words) ?? "\(failure.error)"
        }
        return "\(place) cannot be reached (\(failures.first ?? "no address")); check the endpoint and the network"
    }

    private static func words(_ error: IOError) -> String { String(cString: strerror(error.errnoCode)) }

    /// The library's own text names files of its build, which say nothing to anybody.
    private static func handshakeReason(of error: any Error) -> String {
        "\(error)".contains("CERTIFICATE_VERIFY_FAILED")
            ? "the service's certificate is not trusted; if a proxy looks into TLS, name its authority in AWS_CA_BUNDLE"
            : "the TLS handshake failed; check that the endpoint speaks TLS"
    }
}
