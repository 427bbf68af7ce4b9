import BedrockEmulator
import LosslessJSON
import Pricing
import Testing

@Suite("The emulator")
struct ConfigurationTests {
    @Test("listens on loopback and takes a free port unless told otherwise")
    func defaults() async throws {
        #expect(EmulatorConfiguration().host == "127.0.0.1")
        try await withEmulator { _, address async throws in
            #expect(address.port > 0)
            #expect(address.url == "http://127.0.0.1:\(address.port)")
        }
    }

    @Test("says why it has no address")
    func taken() async throws {
        try await withEmulator { _, address async throws in
            var configuration = EmulatorConfiguration()
            configuration.port = address.port
            await #expect(throws: (any Error).self) { try await withEmulator(configuration) { _, _ in } }
        }
    }

    @Test("stops waiting for an address when it is cancelled")
    func cancellation() async throws {
        let emulator = try BedrockEmulator()
        let waiting = Task { try await emulator.address() }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
    }

    @Test("passes on what the closure throws, and stops")
    func failure() async throws {
        struct Failure: Error {}
        await #expect(throws: Failure.self) { try await withEmulator { _, _ in throw Failure() } }
    }

    @Test("lets so many calls of a model through in a minute, and throttles the rest")
    func rate() async throws {
        let clock = ManualClock(at: Samples.time)
        var configuration = Samples.configuration(clock: clock)
        configuration.requestsPerMinute = 2
        try await withEmulator(configuration) { _, address async throws in
            func statuses(_ model: String) async throws -> [Int] {
                var statuses: [Int] = []
                for _ in 0..<3 {
                    statuses.append(try await TestClient.send(.converse(model: model), to: address).status)
                }
                return statuses
            }
            #expect(try await statuses(Samples.claude) == [200, 200, 429])
            #expect(try await statuses(Samples.nova) == [200, 200, 429])
            clock.advance(by: .seconds(60))
            #expect(try await statuses(Samples.claude) == [200, 200, 429])
        }
    }

    @Test("serves many at a time, each with an answer of its own")
    func concurrency() async throws {
        try await withEmulator(Samples.configuration()) { emulator, address async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<50 {
                    group.addTask {
                        let body = try await TestClient.send(.converse("[[reply:\(number)]]"), to: address).json
                        #expect(body["output"]?["message"]?["content"]?[0]?["text"]?.string == "\(number)")
                    }
                }
                try await group.waitForAll()
            }
            #expect(emulator.account.callCount == 50)
            #expect(Set(emulator.account.calls.map(\.requestID)).count == 50)
        }
    }
}
