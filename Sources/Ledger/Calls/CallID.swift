public import Pricing

/// Makes ids for calls and reservations that sort by time: UUIDs of version 7.
public enum CallID {
    /// A new id, such as `019ab3c4-5d6e-7f01-8234-56789abcdef0`.
    ///
    /// The time leads the id, to the millisecond; a time before 1970 counts as 1970. The generator makes the 74 random
    /// bits that follow.
    public static func make(at moment: Timestamp, using generator: inout some RandomNumberGenerator) -> String {
        let time = UInt64(max(moment.milliseconds, 0)) & 0xFFFF_FFFF_FFFF
        let high = time << 16 | 0x7000 | generator.next() & 0x0FFF
        let low = 0x8000_0000_0000_0000 | generator.next() & 0x3FFF_FFFF_FFFF_FFFF
        let digits = hexadecimal(high) + hexadecimal(low)
        var id = ""
        for (position, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(position) { id.append("-") }
            id.append(digit)
        }
        return id
    }

    /// A new id from the system's randomness.
    public static func make(at moment: Timestamp) -> String {
        var generator = SystemRandomNumberGenerator()
        return make(at: moment, using: &generator)
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
