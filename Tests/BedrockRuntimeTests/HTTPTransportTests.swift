import AWSSigning
import BedrockRuntime
import Retry
import Testing

@Suite("The transport over HTTP")
struct HTTPTransportTests {
    @Test("says at once that a port is closed, and that nothing was sent")
    func refused() async throws {
        let request = TransportRequest(
            method: "POST", url: "http://127.0.0.1:1/model/m/converse", headers: [HeaderField("Host", "127.0.0.1:1")],
            body: [0x7B, 0x7D])
        let failure = await #expect(throws: TransportFailure.self) {
            _ = try await HTTPTransport.shared.send(request)
        }
        #expect(failure?.phase == .notSent)
        #expect(failure?.reason.contains("cannot be reached (Connection refused)") == true)
    }

    @Test("sends nothing for a task that is cancelled already")
    func cancelled() async {
        let request = TransportRequest(
            method: "POST", url: "http://127.0.0.1:1/", headers: [HeaderField("Host", "127.0.0.1:1")], body: [1])
        let sending = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await HTTPTransport.shared.send(request)
        }
        let failure = await #expect(throws: TransportFailure.self) { _ = try await sending.value }
        #expect(failure?.phase == .notSent)
    }
}
