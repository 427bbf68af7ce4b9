import AWSEventStream
import Testing

@Suite("What holds for every stream")
struct StreamPropertyTests {
    @Test("A frame that was encoded is decoded to the same frame", arguments: 0..<20)
    func roundTrip(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<50 {
            let frame = EventStreamFrame.random(using: &generator)
            let (frames, failure) = decode([try frame.encoded()])
            #expect(frames == [frame])
            #expect(failure == nil)
        }
    }

    @Test("The same bytes in any chunks give the same frames", arguments: 0..<20)
    func chunks(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let frames = (0..<8).map { _ in EventStreamFrame.random(using: &generator) }
        let bytes = try frames.flatMap { try $0.encoded() }
        for limit in [1, 2, 7, 64, 1_000, 100_000] {
            let result = decode(bytes.inRandomChunks(upTo: limit, using: &generator))
            #expect(result.frames == frames)
            #expect(result.failure == nil)
        }
        #expect(decode(bytes.map { [$0] }).frames == frames)
    }

    @Test("Two streams cut at every place give the same frames")
    func everyCut() {
        let bytes = FrameVector.all.flatMap(\.bytes)
        for cut in 0...bytes.count {
            let result = decode([Array(bytes[..<cut]), Array(bytes[cut...])])
            #expect(result.frames == FrameVector.all.map(\.frame))
            #expect(result.failure == nil)
        }
    }

    @Test("Random bytes end in an error, and the error does not depend on the chunks", arguments: 0..<20)
    func randomBytes(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<100 {
            let bytes = [UInt8].random(upTo: 200, using: &generator)
            let whole = decode([bytes])
            #expect(whole.frames.isEmpty)
            #expect((whole.failure == nil) == bytes.isEmpty)
            #expect(decode(bytes.map { [$0] }).failure == whole.failure)
        }
    }

    @Test("Random blocks of headers with right checksums never crash, and what is decoded encodes to the same bytes")
    func randomHeaders() throws {
        var generator = SplitMix64(seed: 9)
        var decoded = 0
        for _ in 0..<20_000 {
            // Small bytes make names and types that are often valid.
            let block = [UInt8].random(upTo: 24, using: &generator).map { $0 % 12 }
            let bytes = RawFrame.bytes(headerBlock: block)
            guard let frame = decode([bytes]).frames.first else { continue }
            decoded += 1
            #expect(try frame.encoded() == bytes)
        }
        #expect(decoded > 1_000)
    }
}
