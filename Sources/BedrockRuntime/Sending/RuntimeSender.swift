public import AWSCredentials
import AWSSigning
public import Pricing
public import Retry

/// Sends attempts to a bedrock-runtime endpoint: it addresses, signs and sends a request, and reads errors.
///
/// It neither retries nor meters; `BedrockClient` does both on top of it.
public struct RuntimeSender: RuntimeSending {
    /// The service name that all of Bedrock's hosts sign under (API reference, 2026-11).
    public static let signingName = "bedrock"

    /// Where requests go.
    public let endpoint: ServiceEndpoint
    private let authentication: RuntimeAuthentication
    private let transport: any RuntimeTransport
    private let signer: RequestSigner
    private let clock: ServerClock
    private let timeout: Duration?
    private let userAgent: String

    /// A sender for one endpoint.
    ///
    /// - Parameters:
    ///   - region: The region that requests are signed for.
    ///   - endpoint: Where requests go.
    ///   - authentication: How requests say who sends them.
    ///   - transport: What carries them.
    ///   - timeout: How long to wait for a response; `nil` leaves it to the transport.
    ///   - userAgent: How the program names itself.
    ///   - now: Tells the time that requests are signed with.
    public init(
        region: String, endpoint: ServiceEndpoint, authentication: RuntimeAuthentication,
        transport: any RuntimeTransport = HTTPTransport.shared, timeout: Duration? = nil,
        userAgent: String = "bedrock-ledger",
        now: @escaping @Sendable () -> Timestamp = { .now() }
    ) {
        self.endpoint = endpoint
        self.authentication = authentication
        self.transport = transport
        self.timeout = timeout
        self.userAgent = userAgent
        signer = RequestSigner(region: region, service: Self.signingName)
        clock = ServerClock(now: now)
    }

    /// Sends a request once and waits for the head of its response.
    ///
    /// - Throws: ``BedrockError``; ``RequestNotSent`` around what the provider of the credentials throws.
    public func send(_ request: RuntimeRequest, attempt: RuntimeAttempt) async throws -> RuntimeResponse {
        guard request.body.count <= RuntimeRequest.maximumBodyBytes else {
            throw BedrockError(
                code: "RequestTooLarge",
                message: "the body has \(request.body.count) bytes; the service takes at most "
                    + "\(RuntimeRequest.maximumBodyBytes)", phase: .notSent)
        }
        let path = endpoint.basePath + request.path
        var credentials: Credentials?
        if case .signature(let provider) = authentication {
            credentials = try await RequestNotSent.wrapping { try await provider.credentials() }
        }
        let outgoing = TransportRequest(
            method: "POST", url: "\(endpoint)\(request.path)",
            headers: try await RequestNotSent.wrapping { try headers(request, path, attempt, signedBy: credentials) },
            body: request.body, timeout: timeout)
        let response: TransportResponse
        do {
            response = try await transport.send(outgoing)
        } catch let failure as TransportFailure {
            throw BedrockError(message: failure.reason, phase: failure.phase)
        } catch {
            // Nothing says that the request was not carried out; the text of an unknown error may hold anything.
            throw BedrockError(message: "the transport failed (\(type(of: error)))", phase: .sent)
        }
        if (200...299).contains(response.status) {
            return RuntimeResponse(status: response.status, headers: response.headers, body: response.body)
        }
        // An error is understood by its head alone, if its body does not come.
        let body = try? await response.body.collect(upTo: BedrockError.maximumBodyBytes)
        var error = BedrockError(status: response.status, headers: response.headers, body: body ?? [])
        error.credentials = credentials
        throw error
    }

    /// Fetches new credentials, or takes over the service's clock.
    public func remedy(_ remedy: RetryRemedy, after failure: BedrockError) async throws {
        switch remedy {
        case .refreshCredentials:
            if case .signature(let provider) = authentication, let expired = failure.credentials {
                await provider.invalidate(expired)
            }
        case .correctClock:
            if let seconds = failure.headers.value(of: "date").flatMap(HTTPDate.secondsSinceEpoch) {
                clock.correct(to: seconds)
            }
        }
    }

    private func headers(
        _ request: RuntimeRequest, _ path: String, _ attempt: RuntimeAttempt, signedBy credentials: Credentials?
    ) throws(SigningError) -> [HeaderField] {
        var headers = [HeaderField("Host", endpoint.hostHeader)]
        if request.headers.value(of: "content-type") == nil {
            headers.append(HeaderField("Content-Type", "application/json"))
        }
        let own = ["host", "content-length", "authorization", "user-agent", "amz-sdk-invocation-id", "amz-sdk-request"]
        headers += request.headers.filter { !own.contains($0.name.lowercased()) }
        if case .bearer(let token) = authentication {
            headers.append(HeaderField("Authorization", token.authorization))
        } else if let credentials {
            headers += try signer.sign(
                SigningRequest(method: "POST", path: path, headers: headers), body: BodyHash(of: request.body),
                credentials: credentials, at: clock.time
            ).headers
        }
        headers.append(HeaderField("User-Agent", userAgent))
        headers.append(HeaderField("amz-sdk-invocation-id", attempt.invocationID))
        headers.append(HeaderField("amz-sdk-request", "attempt=\(attempt.number); max=\(attempt.maximum)"))
        return headers
    }
}
