public import AWSCredentials
import AWSSigning

/// Fetches credentials over a transport of its own.
///
/// It uses no proxy and follows no redirect, because most of its requests go to the machine or the link itself, and their
/// headers hold secrets.
public struct TransportCredentialClient: CredentialHTTPClient {
    private static let direct = HTTPTransport()

    private let transport: any RuntimeTransport

    /// A client over direct connections.
    public init() {
        transport = Self.direct
    }

    /// A client over a transport of one's own.
    public init(transport: any RuntimeTransport) {
        self.transport = transport
    }

    /// Sends a request.
    ///
    /// - Throws: `CredentialHTTPFailure`; `CancellationError`.
    public func send(_ request: CredentialHTTPRequest) async throws -> CredentialHTTPResponse {
        let outgoing = TransportRequest(
            method: request.method, url: request.url, headers: request.headers, body: request.body,
            timeout: request.timeout)
        do {
            let response = try await transport.send(outgoing)
            guard let body = try await response.body.collect(upTo: request.maximumResponseBytes) else {
                throw CredentialHTTPFailure.responseTooLarge
            }
            return CredentialHTTPResponse(status: response.status, headers: response.headers, body: body)
        } catch let error as CredentialHTTPFailure {
            throw error
        } catch let error as CancellationError {
            throw error
        } catch {
            throw CredentialHTTPFailure.connectionFailed
        }
    }
}
