/// The first twelve bytes of a frame: its two lengths and their checksum.
struct EventStreamPrelude {
    /// The bytes of a prelude.
    static let byteCount = 12
    /// The bytes of a frame that are neither headers nor payload: the prelude and the checksum at the end.
    static let overhead = byteCount + 4

    let headerBytes: Int
    let payloadBytes: Int

    /// Reads a prelude that starts `streamOffset` bytes from the start of the stream.
    ///
    /// The checksum comes first: lengths that were changed on their way are not to be believed.
    init(_ bytes: [UInt8], streamOffset: Int, limits: EventStreamLimits) throws(EventStreamError) {
        let checksum = UInt32(bigEndianBytes: bytes[8..<12])
        var expected = CRC32()
        expected.update(bytes.span.bytes.extracting(0..<8))
        guard checksum == expected.value else {
            throw EventStreamError(
                offset: streamOffset + 8, reason: .preludeChecksum(found: checksum, expected: expected.value))
        }
        let total = Int(UInt32(bigEndianBytes: bytes[0..<4]))
        headerBytes = Int(UInt32(bigEndianBytes: bytes[4..<8]))
        payloadBytes = total - Self.overhead - headerBytes
        guard payloadBytes >= 0 else {
            throw EventStreamError(offset: streamOffset, reason: .lengths(total: total, headers: headerBytes))
        }
        guard headerBytes <= limits.headerBytes else {
            throw EventStreamError(
                offset: streamOffset + 4, reason: .headersTooLong(length: headerBytes, limit: limits.headerBytes))
        }
        guard payloadBytes <= limits.payloadBytes else {
            throw EventStreamError(
                offset: streamOffset, reason: .payloadTooLong(length: payloadBytes, limit: limits.payloadBytes))
        }
    }
}

extension UInt32 {
    /// The number that four bytes spell, the highest first.
    init(bigEndianBytes bytes: some Collection<UInt8>) {
        self = bytes.reduce(0) { ($0 << 8) | UInt32($1) }
    }
}
