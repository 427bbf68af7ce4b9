import Synchronization
import Testing

@testable import AWSCredentials

@Suite("Requests for credentials")
struct RequestSenderTests {
    static let request = CredentialHTTPRequest(method: "GET", url: "http://h/", timeout: .seconds(1))

    @Test("An answer that asks for patience is asked for again, after a wait", arguments: [429, 500, 503])
    func patience(status: Int) async throws {
        let waits = Mutex<[Duration]>([])
        let answers = Mutex([status, status, 200])
        let http = FakeHTTP { _ in CredentialHTTPResponse(status: answers.withLock { $0.removeFirst() }) }
        let sender = RequestSender(client: http) { wait in waits.withLock { $0.append(wait) } }
        #expect(try await sender.send(Self.request, attempts: 3, at: "x").status == 200)
        #expect(waits.withLock { $0.count } == 2)
        #expect(waits.withLock { $0.allSatisfy { $0 <= .milliseconds(400) } })
    }

    @Test("Any other answer is final", arguments: [200, 301, 400, 404])
    func final(status: Int) async throws {
        let http = FakeHTTP(status: status, "")
        let sender = RequestSender(client: http) { _ in }
        #expect(try await sender.send(Self.request, attempts: 3, at: "x").status == status)
        #expect(http.requests.count == 1)
    }

    @Test("The last failure is what the error says")
    func failure() async {
        let failures = Mutex<[CredentialHTTPFailure]>([.timedOut, .notTrusted])
        let http = FakeHTTP { _ in throw failures.withLock { $0.removeFirst() } }
        let error = await #expect(throws: CredentialError.self) {
            try await RequestSender(client: http) { _ in }.send(Self.request, attempts: 2, at: "x")
        }
        #expect(error?.description == "x: the TLS handshake failed")
        #expect(error?.isTransient == true)
    }

    @Test("A cancellation is passed on at once")
    func cancelled() async {
        let http = FakeHTTP { _ in throw CancellationError() }
        await #expect(throws: CancellationError.self) {
            try await RequestSender(client: http) { _ in }.send(Self.request, attempts: 3, at: "x")
        }
        #expect(http.requests.count == 1)
    }
}
