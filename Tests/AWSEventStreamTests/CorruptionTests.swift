import Testing

@testable import AWSEventStream

@Suite("Streams that are not right")
struct CorruptionTests {
    @Test("Every single flipped bit of a frame is detected", arguments: FrameVector.all)
    func flippedBits(vector: FrameVector) {
        let undetected = (0..<(vector.bytes.count * 8)).filter { bit in
            var bytes = vector.bytes
            bytes[bit / 8] ^= 1 << (bit % 8)
            let (frames, failure) = decode([bytes])
            return !frames.isEmpty || failure == nil
        }
        #expect(undetected == [])
    }

    @Test("A stream that ends within a frame is an error that says how much is missing", arguments: FrameVector.all)
    func truncation(vector: FrameVector) {
        for length in 1..<vector.bytes.count {
            let (frames, failure) = decode([Array(vector.bytes.prefix(length))])
            // Before the prelude is whole, the frame's length is not known, only that it has at least 16 bytes.
            let missing = length < 12 ? 16 - length : vector.bytes.count - length
            #expect(frames.isEmpty)
            #expect(failure == EventStreamError(offset: length, reason: .truncated(missing: missing)))
        }
    }

    @Test("An empty stream and one that ends after a frame are whole")
    func wholeStreams() throws {
        #expect(decode([]).failure == nil)
        #expect(decode([[], []]).failure == nil)
        var decoder = EventStreamDecoder()
        #expect(decoder.isAtFrameBoundary)
        let bytes = FrameVector.all[1].bytes
        try decoder.decode(Array(bytes.dropLast())) { _ in }
        #expect(!decoder.isAtFrameBoundary)
        try decoder.decode([bytes[bytes.count - 1]]) { _ in }
        #expect(decoder.isAtFrameBoundary)
        #expect(decoder.offset == bytes.count)
    }

    @Test("Frames before a fault are delivered, and the fault stays")
    func faultAfterFrames() throws {
        let good = FrameVector.all[3].bytes
        var bad = good
        bad[bad.count - 1] ^= 1
        let found = UInt32(bigEndianBytes: bad.suffix(4))
        let expected = EventStreamError(
            offset: 3 * good.count - 4, reason: .messageChecksum(found: found, expected: found ^ 1))
        var decoder = EventStreamDecoder()
        var frames = 0
        #expect(throws: expected) { try decoder.decode(good + good + bad + good) { _ in frames += 1 } }
        #expect(frames == 2)
        #expect(throws: expected) { try decoder.decode(good) { _ in frames += 1 } }
        #expect(throws: expected) { try decoder.finish() }
        #expect(frames == 2)
        #expect(!decoder.isAtFrameBoundary)
    }

    @Test("A frame at its limits passes, a byte more is refused before it is read")
    func limits() throws {
        let limits = EventStreamLimits(headerBytes: 40, payloadBytes: 50)
        func failure(headerText: Int, payload: Int) throws -> EventStreamError? {
            let header = EventStreamHeader(name: "n", value: .string(String(repeating: "x", count: headerText)))
            let frame = EventStreamFrame(headers: [header], payload: [UInt8](repeating: 7, count: payload))
            // Only the lengths are sent: a refusal has to come without the rest.
            return decode([Array(try frame.encoded().prefix(12))], limits: limits).failure
        }
        #expect(try failure(headerText: 35, payload: 50)?.reason == .truncated(missing: 94))
        #expect(
            try failure(headerText: 36, payload: 0)
                == EventStreamError(offset: 4, reason: .headersTooLong(length: 41, limit: 40)))
        #expect(
            try failure(headerText: 0, payload: 51)
                == EventStreamError(offset: 0, reason: .payloadTooLong(length: 51, limit: 50)))
    }

    @Test(
        "Lengths that contradict each other are refused",
        arguments: [(0, 0), (15, 0), (16, 1), (100, 85), (16, 0xFFFF_FFFF)] as [(UInt32, UInt32)])
    func lengths(total: UInt32, headers: UInt32) {
        let failure = decode([RawFrame.prelude(total: total, headers: headers)]).failure
        #expect(
            failure == EventStreamError(offset: 0, reason: .lengths(total: Int(total), headers: Int(headers))))
    }

    @Test(
        "A block of headers that makes no sense is refused where it goes wrong, though its checksum is right",
        arguments: [
            ("00", 0, .headerWithoutName),
            ("02", 1, .headerCutShort),
            ("0261", 1, .headerCutShort),
            ("0161", 2, .headerCutShort),
            ("01610a", 2, .unknownHeaderType(10)),
            ("0161ff", 2, .unknownHeaderType(255)),
            ("01ff00", 1, .headerNotUTF8),
            ("01610700", 3, .headerCutShort),
            ("0161070002c3", 5, .headerCutShort),
            ("0161070001c3", 5, .headerNotUTF8),
            ("016105000000000000", 3, .headerCutShort),
            ("016109000102030405060708090a0b0c0d0e", 11, .headerCutShort),
            ("016100016100", 3, .duplicateHeader("a")),
        ] as [(String, Int, EventStreamError.Reason)])
    func headers(block: String, offset: Int, reason: EventStreamError.Reason) {
        let failure = decode([RawFrame.bytes(headerBlock: [UInt8](hexadecimal: block))]).failure
        #expect(failure == EventStreamError(offset: 12 + offset, reason: reason))
    }

    @Test("Errors say where and what")
    func descriptions() {
        let error = EventStreamError(offset: 4, reason: .headersTooLong(length: 41, limit: 40))
        #expect(error.description == "event stream, byte 4: 41 bytes of headers, the limit is 40")
        #expect(EventStreamEncodingError.headerNameLength(0).description.contains("1 to 255"))
    }
}
