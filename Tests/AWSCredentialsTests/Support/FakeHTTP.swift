import AWSCredentials
import AWSSigning
import Synchronization

/// Answers requests by a closure, and remembers them.
final class FakeHTTP: CredentialHTTPClient {
    private let sent = Mutex<[CredentialHTTPRequest]>([])
    private let answer: @Sendable (CredentialHTTPRequest) async throws -> CredentialHTTPResponse

    init(_ answer: @escaping @Sendable (CredentialHTTPRequest) async throws -> CredentialHTTPResponse) {
        self.answer = answer
    }

    /// Answers everything the same.
    convenience init(status: Int = 200, _ body: String) {
        self.init { _ in CredentialHTTPResponse(status: status, body: Array(body.utf8)) }
    }

    /// A machine on which no service answers.
    static var silent: FakeHTTP { FakeHTTP { _ in throw CredentialHTTPFailure.timedOut } }

    var requests: [CredentialHTTPRequest] { sent.withLock { $0 } }

    func send(_ request: CredentialHTTPRequest) async throws -> CredentialHTTPResponse {
        sent.withLock { $0.append(request) }
        return try await answer(request)
    }
}

extension CredentialHTTPRequest {
    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    var text: String { String(decoding: body, as: UTF8.self) }
}

extension CredentialHTTPResponse {
    static func ok(_ body: String) -> CredentialHTTPResponse {
        CredentialHTTPResponse(status: 200, body: Array(body.utf8))
    }
}
