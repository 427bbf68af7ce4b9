import AWSEventStream

/// The frames of a stream that comes in these chunks, and the error that ends it.
func decode(
    _ chunks: [[UInt8]], limits: EventStreamLimits = EventStreamLimits()
) -> (frames: [EventStreamFrame], failure: EventStreamError?) {
    var decoder = EventStreamDecoder(limits: limits)
    var frames: [EventStreamFrame] = []
    do throws(EventStreamError) {
        for chunk in chunks {
            try decoder.decode(chunk) { frames.append($0) }
        }
        try decoder.finish()
        return (frames, nil)
    } catch {
        return (frames, error)
    }
}

extension EventStreamFrame {
    /// A frame of random headers and payload.
    static func random(using generator: inout SplitMix64) -> EventStreamFrame {
        let count = Int.random(in: 0...12, using: &generator)
        let headers = (0..<count).map { index in
            EventStreamHeader(name: "n\(index)", value: .random(using: &generator))
        }
        return EventStreamFrame(headers: headers, payload: .random(upTo: 600, using: &generator))
    }
}

extension EventStreamHeaderValue {
    static func random(using generator: inout SplitMix64) -> EventStreamHeaderValue {
        let bits = generator.next()
        switch Int.random(in: 0...8, using: &generator) {
        case 0: return .bool(bits & 1 == 1)
        case 1: return .int8(Int8(truncatingIfNeeded: bits))
        case 2: return .int16(Int16(truncatingIfNeeded: bits))
        case 3: return .int32(Int32(truncatingIfNeeded: bits))
        case 4: return .int64(Int64(bitPattern: bits))
        case 5: return .bytes(.random(upTo: 90, using: &generator))
        case 6: return .string(String(decoding: [UInt8].random(upTo: 90, using: &generator), as: UTF8.self))
        case 7: return .timestamp(milliseconds: Int64(bitPattern: bits))
        default: return .uuid(EventStreamUUID(high: bits, low: generator.next()))
        }
    }
}

extension [UInt8] {
    static func random(upTo limit: Int, using generator: inout SplitMix64) -> [UInt8] {
        (0..<Int.random(in: 0...limit, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// The bytes in chunks of random lengths, empty ones among them.
    func inRandomChunks(upTo limit: Int, using generator: inout SplitMix64) -> [[UInt8]] {
        var chunks: [[UInt8]] = []
        var rest = self[...]
        while !rest.isEmpty {
            let length = Int.random(in: 0...limit, using: &generator)
            chunks.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return chunks
    }
}
