public import AWSCredentials
import AWSSigning

/// Fetches credentials over HTTP.
///
/// Requests to the machine itself and to its link, which metadata services and container agents answer, go directly;
/// those to services of AWS take the transport that is given, with its proxy and its authorities. It follows no redirect,
/// because the headers hold secrets.
public struct TransportCredentialClient: CredentialHTTPClient {
    private static let direct = HTTPTransport()

    private let transport: any RuntimeTransport

    /// A client.
    ///
    /// - Parameter transport: What carries requests to services of AWS; direct connections unless given.
    public init(transport: (any RuntimeTransport)? = nil) {
        self.transport = transport ?? Self.direct
    }

    /// Sends a request.
    ///
    /// - Throws: `CredentialHTTPFailure`; `CancellationError`.
    public func send(_ request: CredentialHTTPRequest) async throws -> CredentialHTTPResponse {
        let outgoing = TransportRequest(
            method: request.method, url: request.url, headers: request.headers, body: request.body,
            timeout: request.timeout)
        let isLocal = Self.localPrefixes.contains { request.url.hasPrefix($0) }
        do {
            let response = try await (isLocal ? Self.direct : transport).send(outgoing)
            guard let body = try await response.body.collect(upTo: request.maximumResponseBytes) else {
                throw CredentialHTTPFailure.responseTooLarge
            }
            return CredentialHTTPResponse(status: response.status, headers: response.headers, body: body)
        } catch let error as CredentialHTTPFailure {
            throw error
        } catch {
            try Task.checkCancellation()
            throw CredentialHTTPFailure.connectionFailed
        }
    }

    /// The beginnings of addresses that no proxy could reach for this machine.
    private static let localPrefixes = [
        "http://169.254.", "http://127.", "http://localhost", "http://[::1]", "http://[fd00:ec2:",
    ]
}
