/// Takes the bytes of an `application/vnd.amazon.eventstream` in any chunks and gives its frames.
///
/// ```swift
/// var decoder = EventStreamDecoder()
/// for try await chunk in body {
///     try decoder.decode(chunk) { frame in handle(frame) }
/// }
/// try decoder.finish()  // a stream that ends within a frame is an error
/// ```
///
/// It is a value without any input or output of its own, so it can be copied, tested and driven from anywhere. Time is
/// linear in the bytes. Memory is that of one frame, within the limits; a payload is copied once, out of the chunks.
/// Once it has thrown, it throws the same error for ever: the place of the next frame is no longer known.
public struct EventStreamDecoder: Sendable {
    /// The largest frame that is accepted.
    public let limits: EventStreamLimits

    /// The bytes taken so far.
    public private(set) var offset = 0

    private var stage = Stage.prelude
    private var gathered: [UInt8] = []
    private var headerBytes: [UInt8] = []
    private var payload: [UInt8] = []
    private var frameStart = 0
    private var checksum = CRC32()
    private var failure: EventStreamError?

    /// The part of a frame that is being gathered, and the bytes it takes.
    private enum Stage {
        case prelude
        case headers(EventStreamPrelude)
        case payload(EventStreamPrelude)
        case messageChecksum
    }

    /// A decoder at the start of a stream.
    public init(limits: EventStreamLimits = EventStreamLimits()) {
        self.limits = limits
    }

    /// Whether the bytes so far end where a frame ends.
    public var isAtFrameBoundary: Bool {
        if case .prelude = stage { gathered.isEmpty && failure == nil } else { false }
    }

    /// Takes the next bytes of the stream and delivers the frames that they complete.
    ///
    /// Frames that come before a fault are delivered before it is thrown.
    public mutating func decode(
        _ bytes: [UInt8], deliver: (EventStreamFrame) -> Void
    ) throws(EventStreamError) {
        var position = 0
        while let frame = try nextFrame(in: bytes.span.bytes, at: &position) {
            deliver(frame)
        }
    }

    /// Takes bytes from `position` on until they complete a frame, and moves `position` behind what was taken.
    ///
    /// Use it to pull frames one by one.
    /// - Parameters:
    ///   - bytes: A chunk of the stream.
    ///   - position: The first byte of the chunk that was not taken yet, from 0.
    /// - Returns: A frame, or nil when all bytes were taken and the frame goes on in the next chunk.
    /// - Throws: ``EventStreamError`` where the bytes are no frame.
    public mutating func nextFrame(
        in bytes: RawSpan, at position: inout Int
    ) throws(EventStreamError) -> EventStreamFrame? {
        if let failure { throw failure }
        do throws(EventStreamError) {
            while gather(bytes, from: &position) {
                if let frame = try advance() { return frame }
            }
            return nil
        } catch {
            failure = error
            throw error
        }
    }

    /// Says that the stream has ended; it changes nothing.
    ///
    /// - Throws: ``EventStreamError/Reason/truncated(missing:)`` within a frame, or the error that stopped the decoder.
    public func finish() throws(EventStreamError) {
        if let failure { throw failure }
        guard !isAtFrameBoundary else { return }
        throw EventStreamError(offset: offset, reason: .truncated(missing: missingBytes))
    }

    /// The bytes that the frame is known to need still.
    private var missingBytes: Int {
        switch stage {
        case .prelude: EventStreamPrelude.overhead - gathered.count
        case .headers(let prelude):
            prelude.headerBytes - headerBytes.count + prelude.payloadBytes + Self.checksumByteCount
        case .payload(let prelude): prelude.payloadBytes - payload.count + Self.checksumByteCount
        case .messageChecksum: Self.checksumByteCount - gathered.count
        }
    }

    /// Adds bytes to the part that is being gathered; true when the part is whole.
    private mutating func gather(_ bytes: RawSpan, from position: inout Int) -> Bool {
        let start = position
        defer { offset += position - start }
        let isWhole: Bool
        switch stage {
        case .prelude:
            isWhole = Self.move(bytes, from: &position, to: &gathered, upTo: EventStreamPrelude.byteCount)
        case .headers(let prelude):
            isWhole = Self.move(bytes, from: &position, to: &headerBytes, upTo: prelude.headerBytes)
        case .payload(let prelude):
            isWhole = Self.move(bytes, from: &position, to: &payload, upTo: prelude.payloadBytes)
        case .messageChecksum:
            return Self.move(bytes, from: &position, to: &gathered, upTo: Self.checksumByteCount)
        }
        checksum.update(bytes.extracting(start..<position))
        return isWhole
    }

    private static func move(
        _ bytes: RawSpan, from position: inout Int, to part: inout [UInt8], upTo count: Int
    ) -> Bool {
        let taken = min(count - part.count, bytes.byteCount - position)
        bytes.extracting(position..<(position + taken)).withUnsafeBytes { part.append(contentsOf: $0) }
        position += taken
        return part.count == count
    }

    /// Goes on to the next part of the frame; the frame itself after the last.
    private mutating func advance() throws(EventStreamError) -> EventStreamFrame? {
        switch stage {
        case .prelude:
            let prelude = try EventStreamPrelude(gathered, streamOffset: frameStart, limits: limits)
            gathered.removeAll(keepingCapacity: true)
            stage = .headers(prelude)
            return nil
        case .headers(let prelude):
            payload.reserveCapacity(prelude.payloadBytes)
            stage = .payload(prelude)
            return nil
        case .payload:
            stage = .messageChecksum
            return nil
        case .messageChecksum:
            return try completeFrame()
        }
    }

    /// Checks the whole frame before a single header of it is believed.
    private mutating func completeFrame() throws(EventStreamError) -> EventStreamFrame {
        let found = UInt32(bigEndianBytes: gathered)
        guard found == checksum.value else {
            throw EventStreamError(
                offset: offset - Self.checksumByteCount,
                reason: .messageChecksum(found: found, expected: checksum.value))
        }
        var reader = EventStreamHeaderReader(
            headerBytes, streamOffset: frameStart + EventStreamPrelude.byteCount)
        let frame = EventStreamFrame(headers: try reader.readAll(), payload: payload)
        gathered.removeAll(keepingCapacity: true)
        headerBytes.removeAll(keepingCapacity: true)
        payload = []
        checksum = CRC32()
        frameStart = offset
        stage = .prelude
        return frame
    }

    private static let checksumByteCount = 4
}
