@testable import AWSEventStream

/// Frames that the encoder would refuse to make, with right checksums.
enum RawFrame {
    static func prelude(total: UInt32, headers: UInt32) -> [UInt8] {
        let lengths = bigEndian(total) + bigEndian(headers)
        return lengths + checksum(lengths)
    }

    static func bytes(headerBlock: [UInt8]) -> [UInt8] {
        let count = UInt32(headerBlock.count)
        let bytes = prelude(total: 16 + count, headers: count) + headerBlock
        return bytes + checksum(bytes)
    }

    private static func checksum(_ bytes: [UInt8]) -> [UInt8] {
        var checksum = CRC32()
        checksum.update(bytes.span.bytes)
        return bigEndian(checksum.value)
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
