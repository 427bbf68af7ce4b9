import Testing

@testable import AWSEventStream

@Suite("Checksums")
struct ChecksumTests {
    @Test(
        "The checksum is that of zlib",
        arguments: [
            ([UInt8](), 0),
            (Array("a".utf8), 0xE8B7_BE43),
            (Array("123456789".utf8), 0xCBF4_3926),
            (Array("The quick brown fox jumps over the lazy dog".utf8), 0x414F_A339),
            (Array(0...255), 0x2905_8C73),
            ([UInt8](repeating: 0, count: 1 << 20), 0xA738_EA1C),
        ] as [([UInt8], UInt32)])
    func knownValues(bytes: [UInt8], expected: UInt32) {
        var checksum = CRC32()
        checksum.update(bytes.span.bytes)
        #expect(checksum.value == expected)
    }

    @Test("Bytes may come in pieces of any length and at any alignment")
    func pieces() {
        var generator = SplitMix64(seed: 32)
        for _ in 0..<200 {
            let bytes = [UInt8].random(upTo: 200, using: &generator)
            var whole = CRC32()
            whole.update(bytes.span.bytes)
            var pieces = CRC32()
            for piece in bytes.inRandomChunks(upTo: 20, using: &generator) { pieces.update(piece.span.bytes) }
            #expect(pieces.value == whole.value)
        }
    }
}
