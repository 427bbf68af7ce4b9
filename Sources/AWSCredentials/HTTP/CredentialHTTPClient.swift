/// Sends the few small requests by which credentials are fetched.
///
/// This module knows no HTTP library; whoever uses it brings a client. A client has to
/// - hold to ``CredentialHTTPRequest/timeout`` for the whole exchange, and to
///   ``CredentialHTTPRequest/maximumResponseBytes``;
/// - follow no redirects, since the headers hold secrets that another host must not see;
/// - use no proxy for hosts of the link (169.254.0.0/16, fd00:ec2::/32) and of the machine itself;
/// - not repeat a request by itself.
public protocol CredentialHTTPClient: Sendable {
    /// Sends a request.
    ///
    /// - Parameter request: The request; `Host` and `Content-Length` are the client's business unless they are given.
    /// - Returns: The response, whatever its status.
    /// - Throws: ``CredentialHTTPFailure`` where there was no response, and `CancellationError`. Of any other error only
    ///   the type is shown to people, because its text might hold parts of the request.
    func send(_ request: CredentialHTTPRequest) async throws -> CredentialHTTPResponse
}

/// Why there was no response.
public enum CredentialHTTPFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The time was up.
    case timedOut
    /// No connection came about, or it broke.
    case connectionFailed
    /// The certificate was not accepted, or the handshake failed otherwise.
    case notTrusted
    /// The response has a larger body than what is accepted.
    case responseTooLarge

    /// What went wrong.
    public var description: String {
        switch self {
        case .timedOut: "no answer in time"
        case .connectionFailed: "no connection"
        case .notTrusted: "the TLS handshake failed"
        case .responseTooLarge: "the answer is too large"
        }
    }
}
