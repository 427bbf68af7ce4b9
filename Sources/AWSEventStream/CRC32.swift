/// The CRC-32 of IEEE 802.3, as in zlib, fed piece by piece.
struct CRC32: Sendable {
    private var state: UInt32 = .max

    /// The checksum of all bytes so far.
    var value: UInt32 { ~state }

    /// Takes more bytes, eight at a time: one look-up per byte, but no look-up waits for the one before it.
    mutating func update(_ bytes: RawSpan) {
        let tables = Self.tables.span
        var crc = state
        var offset = 0
        let end = bytes.byteCount
        while end - offset >= 8 {
            // The loop's condition and the masks hold every index within bounds, so the checks are left out.
            let loaded = bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
            let word = UInt64(littleEndian: loaded) ^ UInt64(crc)
            crc =
                tables[unchecked: 0x700 | Int(word & 0xFF)]
                ^ tables[unchecked: 0x600 | Int((word >> 8) & 0xFF)]
                ^ tables[unchecked: 0x500 | Int((word >> 16) & 0xFF)]
                ^ tables[unchecked: 0x400 | Int((word >> 24) & 0xFF)]
                ^ tables[unchecked: 0x300 | Int((word >> 32) & 0xFF)]
                ^ tables[unchecked: 0x200 | Int((word >> 40) & 0xFF)]
                ^ tables[unchecked: 0x100 | Int((word >> 48) & 0xFF)]
                ^ tables[unchecked: Int(word >> 56)]
            offset += 8
        }
        while offset < end {
            let byte = bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
            crc = tables[unchecked: Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8)
            offset += 1
        }
        state = crc
    }

    /// Eight tables of 256: entry `n` of table `k` is the effect of byte `n` with `k` bytes after it.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var crc = UInt32(byte)
            for _ in 0..<8 {
                crc = crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1
            }
            tables[byte] = crc
        }
        for index in 256..<tables.count {
            let previous = tables[index - 256]
            tables[index] = tables[Int(previous & 0xFF)] ^ (previous >> 8)
        }
        return tables
    }()
}
