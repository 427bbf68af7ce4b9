import AWSEventStream
import CZlib
import LedgerSimulation

extension FuzzTarget {
    private static let frames: [EventStreamFrame] = [
        .event("contentBlockDelta", payload: Array(#"{"delta":{"text":"Hello"},"contentBlockIndex":0}"#.utf8)),
        .exception("throttlingException", payload: Array(#"{"message":"Slow down"}"#.utf8)),
        .error(code: "InternalError", message: "no luck"), EventStreamFrame(),
        EventStreamFrame(
            headers: [
                EventStreamHeader(name: "yes", value: .bool(true)), EventStreamHeader(name: "i8", value: .int8(-1)),
                EventStreamHeader(name: "i16", value: .int16(-2)),
                EventStreamHeader(name: "i32", value: .int32(70_000)),
                EventStreamHeader(name: "i64", value: .int64(.min)),
                EventStreamHeader(name: "raw", value: .bytes([0, 255])),
                EventStreamHeader(name: "when", value: .timestamp(milliseconds: .max)),
                EventStreamHeader(name: "id", value: .uuid(EventStreamUUID(high: 1, low: 2))),
            ], payload: Array("{}".utf8)),
    ]

    /// The same bytes in any pieces give the same frames and the same error, and a frame that is read is written alike.
    static let eventStream = FuzzTarget(
        "event-stream",
        seeds: frames.compactMap { try? $0.encoded() } + [frames.compactMap { try? $0.encoded() }.flatMap { $0 }],
        tokens: [
            [0, 0, 0, 16], [0, 0, 0, 0], [255, 255, 255, 255], [0, 1, 97, 0], [1, 97, 7, 0, 1, 98], [9], [7, 255, 255],
        ]
            + [":event-type", ":message-type", "exception"].map { Array($0.utf8) }
    ) { mutated, random in
        // Without right checksums nothing behind them would ever be read.
        let input = random.next() % 4 == 0 ? mutated : sealed(mutated, fitsLengths: random.next() % 2 == 0)
        let whole = decoded([input[...]])
        var pieces: [ArraySlice<UInt8>] = []
        var rest = input[...]
        while !rest.isEmpty {
            pieces.append(rest.prefix(Int(random.next() % 40)))
            rest = rest.dropFirst(pieces.last?.count ?? 0)
        }
        let parts = decoded(pieces)
        try FuzzFinding.unless(parts.frames == whole.frames, "other frames come out of pieces")
        try FuzzFinding.unless(parts.failure == whole.failure, "another error comes out of pieces")
        guard whole.failure == nil else { return false }
        let again: [UInt8]
        do {
            again = try whole.frames.flatMap { try $0.encoded() }
        } catch {
            throw FuzzFinding("a frame that was read cannot be written: \(error)")
        }
        try FuzzFinding.unless(again == input, "frames that were read are written in another way")
        return true
    }

    private static func decoded(
        _ pieces: [ArraySlice<UInt8>]
    ) -> (frames: [EventStreamFrame], failure: EventStreamError?) {
        var decoder = EventStreamDecoder()
        var frames: [EventStreamFrame] = []
        do throws(EventStreamError) {
            for piece in pieces { try decoder.decode(Array(piece)) { frames.append($0) } }
            try decoder.finish()
            return (frames, nil)
        } catch {
            return (frames, error)
        }
    }

    /// One frame with right checksums, and where that is asked for with lengths that fit.
    private static func sealed(_ input: [UInt8], fitsLengths: Bool) -> [UInt8] {
        guard input.count >= 16 else { return input }
        var bytes = input
        func put(_ value: UInt32, at offset: Int) {
            for index in 0..<4 { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32(index))) }
        }
        if fitsLengths {
            put(UInt32(bytes.count), at: 0)
            let headers = bytes[4..<8].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            put(headers % UInt32(bytes.count - 15), at: 4)
        }
        put(checksum(of: bytes[..<8]), at: 8)
        put(checksum(of: bytes.dropLast(4)), at: bytes.count - 4)
        return bytes
    }

    private static func checksum(of bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32(0, $0.baseAddress, UInt32($0.count))) }
    }
}
