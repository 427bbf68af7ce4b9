import AWSEventStream
import BedrockEmulator
import LosslessJSON
import Pricing
import Testing

@Suite("Faults on request")
struct FaultTests {
    private func send(_ request: TestRequest) async throws -> TestResponse {
        try await withEmulator(Samples.configuration()) { try await TestClient.send(request, to: $1) }
    }

    @Test(
        "are errors with the status and the name that AWS gives them",
        arguments: [
            ("throttle", 429, "ThrottlingException"), ("throttle-tokens", 429, "ThrottlingException"),
            ("tokens-per-day", 429, "ThrottlingException"), ("quota", 400, "ServiceQuotaExceededException"),
            ("unavailable", 503, "ServiceUnavailableException"), ("internal", 500, "InternalServerException"),
            ("not-ready", 429, "ModelNotReadyException"), ("model-error", 424, "ModelErrorException"),
            ("model-timeout", 408, "ModelTimeoutException"), ("validation", 400, "ValidationException"),
            ("access-denied", 403, "AccessDeniedException"), ("not-found", 404, "ResourceNotFoundException"),
            ("expired-token", 403, "ExpiredTokenException"), ("clock-skew", 403, "InvalidSignatureException"),
        ])
    func refusals(name: String, status: Int, type: String) async throws {
        for stream in [false, true] {
            let response = try await send(.converse(stream: stream, fault: name))
            #expect(response.status == status)
            #expect(
                response["x-amzn-ErrorType"] == "\(type):http://internal.amazon.com/coral/com.amazon.bedrock/")
            #expect(try response.json["message"]?.string?.isEmpty == false)
            #expect(response["x-amzn-RequestId"] != nil)
        }
    }

    @Test("include an answer that does not come from AWS")
    func badGateway() async throws {
        let response = try await send(.converse(fault: "bad-gateway"))
        #expect(response.status == 502)
        #expect(response["x-amzn-ErrorType"] == nil)
        #expect(throws: JSONParseError.self) { try response.json }
    }

    @Test("can be asked for in the model's id, which is then the rest of it")
    func modelID() async throws {
        try await withEmulator(Samples.configuration()) { emulator, address async throws in
            let throttled = TestRequest.converse(model: "emulator.throttle=1." + Samples.claude)
            #expect(try await TestClient.send(throttled, to: address).status == 429)
            #expect(try await TestClient.send(throttled, to: address).status == 200)
            #expect(emulator.account.calls.map(\.modelID) == [Samples.claude])
        }
    }

    @Test("that are for the first attempts count by the SDK's invocation id, or else by the body")
    func attempts() async throws {
        try await withEmulator(Samples.configuration()) { _, address async throws in
            func status(_ text: String, invocation: String?) async throws -> Int {
                var request = TestRequest.converse(text, fault: "throttle=2")
                if let invocation { request.headers.append(("amz-sdk-invocation-id", invocation)) }
                return try await TestClient.send(request, to: address).status
            }
            for expected in [429, 429, 200] { #expect(try await status("a", invocation: "1") == expected) }
            for expected in [429, 429, 200] { #expect(try await status("a", invocation: "2") == expected) }
            for expected in [429, 429, 200, 200] { #expect(try await status("b", invocation: nil) == expected) }
            #expect(try await status("c", invocation: nil) == 429)
        }
    }

    @Test("can be ordered beforehand, and wait for the calls that they are for")
    func queue() async throws {
        try await withEmulator(Samples.configuration()) { emulator, address async throws in
            try emulator.enqueue(EmulatorFault(.refuse(.quota)), model: Samples.nova)
            try emulator.enqueue(EmulatorFault(.refuse(.throttle), attempts: 2), operation: .converse)
            try emulator.enqueue(EmulatorFault(.refuse(.internal)))
            var statuses: [Int] = []
            for model in [Samples.claude, Samples.nova, Samples.claude, Samples.nova, Samples.nova] {
                statuses.append(try await TestClient.send(.converse(model: model), to: address).status)
            }
            #expect(statuses == [429, 400, 429, 500, 200])
        }
    }

    @Test("that are ordered beforehand are bounded")
    func queueLimit() throws {
        var configuration = Samples.configuration()
        configuration.limits.queuedFaults = 1
        let emulator = try BedrockEmulator(configuration: configuration)
        try emulator.enqueue(EmulatorFault(.garbage))
        #expect(throws: EmulatorError.tooManyFaults(limit: 1)) { try emulator.enqueue(EmulatorFault(.garbage)) }
    }

    @Test("close the connection without a response", arguments: ["reset", "lose-response"])
    func noResponse(fault: String) async throws {
        try await withEmulator(Samples.configuration()) { emulator, address async throws in
            await #expect(throws: TestClient.NoResponse()) {
                try await TestClient.send(.converse(fault: fault), to: address)
            }
            #expect(emulator.account.callCount == (fault == "reset" ? 0 : 1))
        }
    }

    @Test("cut a stream behind so many events, or within a frame")
    func cuts() async throws {
        let cut = try await send(.converse(stream: true, fault: "cut-stream=2"))
        #expect(!cut.isComplete)
        #expect(try cut.events.map(\.type) == ["messageStart", "contentBlockDelta"])
        let torn = try await send(.converse(stream: true, fault: "cut-frame=2"))
        #expect(!torn.isComplete)
        #expect(throws: EventStreamError.self) { try torn.frames }
    }

    @Test("end a stream well but without its usage", arguments: Samples.bodies)
    func noMetadata(model: String, body: String) async throws {
        let converse = try await send(.converse(stream: true, fault: "no-metadata"))
        #expect(converse.isComplete)
        #expect(try converse.events.last?.type == "messageStop")
        let invoke = try await send(
            TestRequest(
                "invoke-with-response-stream", model: model, body: body, headers: [("x-emulator-fault", "no-metadata")])
        )
        #expect(try invoke.events.allSatisfy { $0.payload["amazon-bedrock-invocationMetrics"] == nil })
    }

    @Test("put an exception or an error in the place of an event")
    func exceptions() async throws {
        let exception = try await send(.converse(stream: true, fault: "stream-exception=1:throttlingException"))
        #expect(exception.status == 200)
        #expect(try exception.frames.last?.kind == .exception(type: "throttlingException"))
        #expect(try exception.frames.count == 2)
        let error = try await send(.converse(stream: true, fault: "stream-error=2:Oops"))
        #expect(
            try error.frames.last?.kind == .error(code: "Oops", message: "The emulator was asked to fail here."))
    }

    @Test("falsify a checksum, and go on")
    func checksum() async throws {
        let response = try await send(.converse(stream: true, fault: "bad-crc=1"))
        #expect(response.isComplete)
        #expect(throws: EventStreamError.self) { try response.frames }
    }

    @Test("hide the usage, or answer with what is no JSON")
    func unusable() async throws {
        let hidden = try await send(.converse(fault: "no-usage"))
        #expect(hidden.status == 200)
        #expect(try hidden.json["usage"] == nil)
        let garbage = try await send(.converse(fault: "garbage"))
        #expect(garbage.status == 200)
        #expect(throws: JSONParseError.self) { try garbage.json }
        let invoke = try await send(
            TestRequest(
                "invoke", model: Samples.bodies[0].model, body: Samples.bodies[0].body,
                headers: [("x-emulator-fault", "no-usage")]))
        #expect(invoke["X-Amzn-Bedrock-Input-Token-Count"] == nil)
    }

    @Test("make a call slow by the clock", arguments: [("latency=250ms", 250), ("latency=2s,latency=1ms", 2_001)])
    func latency(fault: String, milliseconds: Int64) async throws {
        let clock = ManualClock(at: Samples.time)
        try await withEmulator(Samples.configuration(clock: clock)) { _, address async throws in
            let body = try await TestClient.send(.converse(fault: fault), to: address).json
            #expect(clock.now.milliseconds - Samples.time.milliseconds == milliseconds)
            #expect(body["metrics"]?["latencyMs"]?.integer == milliseconds)
        }
    }

    @Test("let time pass between the events of a stream")
    func slow() async throws {
        let clock = ManualClock(at: Samples.time)
        try await withEmulator(Samples.configuration(clock: clock)) { _, address async throws in
            let response = try await TestClient.send(.converse(stream: true, fault: "slow=10ms"), to: address)
            let pauses = try response.frames.count - 1
            #expect(clock.now.milliseconds - Samples.time.milliseconds == Int64(pauses) * 10)
        }
    }

    @Test("cut the bytes of a stream into pieces that are no frames")
    func pieces() async throws {
        let whole = try await send(.converse(stream: true))
        let pieces = try await send(.converse(stream: true, fault: "pieces=7"))
        #expect(pieces.body == whole.body)
    }

    @Test(
        "are refused where they are not understood",
        arguments: [
            "nonsense", "throttle=x", "throttle=-1", "latency", "latency=5", "latency=2h", "latency=7200s",
            "cut-stream",
            "cut-stream=1*x", "throttle=1*2", "pieces=0", "stream-exception=1:a b", "throttle*",
        ])
    func unknown(text: String) async throws {
        #expect(throws: EmulatorFaultError.self) { try EmulatorFault.list(text) }
        let response = try await send(.converse(fault: text))
        #expect(response.status == 400)
        #expect(response.errorType == "ValidationException")
    }

    @Test("are read from text")
    func parsing() throws {
        #expect(try EmulatorFault.list("") == [])
        #expect(
            try EmulatorFault.list("throttle=2, latency=1s*3,stream-exception=4,lose-response*1") == [
                EmulatorFault(.refuse(.throttle), attempts: 2), EmulatorFault(.latency(.seconds(1)), attempts: 3),
                EmulatorFault(.streamException(afterEvents: 4, type: "internalServerException")),
                EmulatorFault(.loseResponse, attempts: 1),
            ])
    }
}
