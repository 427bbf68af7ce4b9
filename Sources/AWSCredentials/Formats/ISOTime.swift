internal import AWSSigning

/// Times in the extended form of ISO 8601, as AWS writes the end of credentials.
enum ISOTime {
    /// Reads `2026-11-23T19:00:00Z`, with a fraction of a second (which is dropped), with an offset (`+01:00`, `+0100`), or
    /// with `UTC` in place of `Z`, as older versions of the AWS CLI wrote it into the cache of SSO; nil for anything else.
    static func parse(_ text: String) -> UTCTime? {
        let bytes = Array(text.utf8)
        guard (20...40).contains(bytes.count), bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":")
        else { return nil }
        let date = bytes[0..<4] + bytes[5..<7] + bytes[8..<10]
        let time = bytes[11..<13] + bytes[14..<16] + bytes[17..<19]
        let basic = String(decoding: date, as: UTF8.self) + "T" + String(decoding: time, as: UTF8.self) + "Z"
        guard let local = UTCTime(basic: basic), let offset = offset(zone(bytes[19...])) else { return nil }
        return UTCTime(clamping: local.seconds - offset)
    }

    /// What follows the fraction of a second.
    private static func zone(_ rest: ArraySlice<UInt8>) -> String? {
        guard rest.first == UInt8(ascii: ".") else { return String(decoding: rest, as: UTF8.self) }
        let digits = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard !digits.isEmpty else { return nil }
        return String(decoding: rest[digits.endIndex...], as: UTF8.self)
    }

    /// The seconds that a zone is ahead of UTC.
    private static func offset(_ zone: String?) -> Int64? {
        guard let zone else { return nil }
        if zone == "Z" || zone == "UTC" { return 0 }
        let sign: Int64
        switch zone.first {
        case "+": sign = 1
        case "-": sign = -1
        default: return nil
        }
        var digits = Array(zone.utf8.dropFirst())
        if digits.count == 5, digits[2] == UInt8(ascii: ":") { digits.remove(at: 2) }
        guard digits.count == 4, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        let numbers = digits.map { Int64($0 - UInt8(ascii: "0")) }
        let (hours, minutes) = (numbers[0] * 10 + numbers[1], numbers[2] * 10 + numbers[3])
        guard hours < 24, minutes < 60 else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }
}
