import AWSSigning
import Synchronization
import Testing

@testable import BedrockLedger

@Suite("The hand-over of an answer")
struct HandoffStateTests {
    private static func piece(_ bytes: Int) -> StreamPiece {
        StreamPiece(bytes: [UInt8](repeating: 0, count: bytes), events: [])
    }

    @Test("gives parts in order, then the end")
    func order() async throws {
        let handoff = Handoff()
        handoff.deliver(ResponseHead(status: 200, headers: []))
        for size in 1...3 { await handoff.offer(Self.piece(size)) }
        handoff.finish(ExchangeEnd())
        #expect(try await handoff.head().status == 200)
        var sizes: [Int] = []
        while let piece = try await handoff.next() { sizes.append(piece.bytes.count) }
        #expect(sizes == [1, 2, 3])
        #expect(try await handoff.next() == nil)
    }

    @Test("makes the writer wait once so much is unread, and go on when it is read")
    func backPressure() async throws {
        let handoff = Handoff()
        let written = Mutex(0)
        let writer = Task {
            for _ in 0..<20 {
                await handoff.offer(Self.piece(HandoffState.highWater / 4))
                written.withLock { $0 += 1 }
            }
        }
        var most = 0
        for read in 0..<20 {
            _ = try await handoff.next()
            most = max(most, written.withLock { $0 } - read)
        }
        await writer.value
        // Four parts fill the space; the fifth is the one that the writer waits with.
        #expect(most <= 5)
        #expect(written.withLock { $0 } == 20)
    }

    @Test("lets everybody go when the reader leaves")
    func abandoned() async throws {
        let handoff = Handoff()
        await handoff.offer(Self.piece(HandoffState.highWater - 1))
        let writer = Task { await handoff.offer(Self.piece(10)) }
        handoff.abandon()
        await writer.value
        await #expect(throws: CancellationError.self) { try await handoff.next() }
        await #expect(throws: CancellationError.self) { try await handoff.head() }
        #expect(handoff.isAbandoned)
        #expect(!handoff.beginAttempt())
    }

    @Test("tells the guard whether an attempt was under way", arguments: [true, false])
    func notice(isInFlight: Bool) async {
        let handoff = Handoff()
        #expect(handoff.beginAttempt())
        if !isInFlight { handoff.endAttempt() }
        handoff.abandon()
        let notice = await handoff.watch()
        #expect(notice == (isInFlight ? .abandonedInFlight : .abandonedIdle))
    }

    @Test("ends the guard's watch with the exchange")
    func ended() async {
        let handoff = Handoff()
        handoff.finish(ExchangeEnd())
        #expect(await handoff.watch() == .ended)
        handoff.abandon()
        #expect(!handoff.isAbandoned)
    }

    @Test("gives a failure to whoever waits for head, part or end")
    func failure() async throws {
        struct Broken: Error {}
        let handoff = Handoff()
        handoff.finish(ExchangeEnd(failure: Broken()))
        await #expect(throws: Broken.self) { try await handoff.head() }
        await #expect(throws: Broken.self) { try await handoff.next() }
        #expect(try await handoff.end().failure is Broken)
    }

    @Test("lets parts go that a reader does not want who waits for the end")
    func skipping() async throws {
        let handoff = Handoff()
        await handoff.offer(Self.piece(HandoffState.highWater - 1))
        async let end = handoff.end()
        for _ in 0..<100 { await handoff.offer(Self.piece(HandoffState.highWater)) }
        handoff.finish(ExchangeEnd())
        #expect(try await end.failure == nil)
    }
}
