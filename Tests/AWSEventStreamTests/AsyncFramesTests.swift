import AWSEventStream
import Testing

@Suite("Frames out of asynchronous chunks")
struct AsyncFramesTests {
    private let bytes = FrameVector.all.flatMap(\.bytes)

    @Test("The frames come one by one, whatever the chunks", arguments: [1, 5, 100, 10_000])
    func frames(chunkLength: Int) async throws {
        let chunks = stride(from: 0, to: bytes.count, by: chunkLength).map {
            Array(bytes[$0..<min($0 + chunkLength, bytes.count)])
        }
        var frames: [EventStreamFrame] = []
        for try await frame in Chunks(chunks).eventStreamFrames() { frames.append(frame) }
        #expect(frames == FrameVector.all.map(\.frame))
    }

    @Test("Chunks may be slices")
    func slices() async throws {
        let halves = Chunks([bytes.prefix(40), bytes.dropFirst(40)])
        var count = 0
        for try await _ in halves.eventStreamFrames() { count += 1 }
        #expect(count == FrameVector.all.count)
    }

    @Test("A stream that ends within a frame throws after the frames before, and again when asked again")
    func truncated() async throws {
        var iterator = Chunks([Array(bytes.dropLast(3))]).eventStreamFrames().makeAsyncIterator()
        for vector in FrameVector.all.dropLast() {
            #expect(try await iterator.next() == vector.frame)
        }
        let expected = EventStreamError(offset: bytes.count - 3, reason: .truncated(missing: 3))
        await #expect(throws: expected) { try await iterator.next() }
        await #expect(throws: expected) { try await iterator.next() }
    }

    @Test("No chunk is asked for before the frames of the last are used up")
    func backPressure() async throws {
        let chunks = Chunks([bytes, bytes])
        var iterator = chunks.eventStreamFrames().makeAsyncIterator()
        for _ in FrameVector.all {
            _ = try await iterator.next()
            #expect(chunks.asked == 1)
        }
        _ = try await iterator.next()
        #expect(chunks.asked == 2)
    }

    @Test("A stream that ends because its task was cancelled is no whole stream")
    func cancelled() async {
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            for try await _ in Chunks<[UInt8]>([]).eventStreamFrames() {}
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
