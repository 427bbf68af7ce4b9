import AWSCredentials
import AWSSigning
import BedrockRuntime
import Pricing
import Synchronization

/// Answers every request alike, and keeps them.
final class FixedTransport: RuntimeTransport {
    private let status: Int
    private let headers: [HeaderField]
    private let body: [UInt8]
    private let failure: (any Error & Sendable)?
    private let received = Mutex<[TransportRequest]>([])

    init(status: Int = 200, headers: [HeaderField] = [], body: [UInt8] = [], failure: (any Error & Sendable)? = nil) {
        self.status = status
        self.headers = headers
        self.body = body
        self.failure = failure
    }

    var requests: [TransportRequest] { received.withLock { $0 } }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        received.withLock { $0.append(request) }
        if let failure { throw failure }
        return TransportResponse(status: status, headers: headers, body: ResponseBody(body))
    }
}

extension RuntimeSender {
    static let credentials = Credentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI", sessionToken: "token-of-the-session")

    /// A sender to an address of this machine.
    static func local(
        _ transport: any RuntimeTransport, authentication: RuntimeAuthentication = .none,
        now: @escaping @Sendable () -> Timestamp = { Timestamp(milliseconds: 1_795_000_000_000) }
    ) throws -> RuntimeSender {
        RuntimeSender(
            region: "us-east-1", endpoint: try ServiceEndpoint(url: "http://127.0.0.1:8080/gateway"),
            authentication: authentication, transport: transport, now: now)
    }
}
