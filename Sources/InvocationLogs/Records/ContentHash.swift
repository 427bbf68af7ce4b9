import LosslessJSON

/// A number for a record's content, the same in every import and for every layout of the same record.
///
/// FNV-1a of 128 bits over the JSON without blanks: two of a billion records agree by chance once in 10²⁰ times. It is
/// no protection against somebody who writes logs, who could as well write any request id.
enum ContentHash {
    static func hexadecimal(of value: JSONValue) -> String {
        var writer = JSONWriter()
        writer.value(value)
        var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
        for byte in writer.bytes {
            hash ^= UInt128(byte)
            hash &*= 0x0000_0000_0100_0000_0000_0000_0000_013b
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }
}
