/// A moment in UTC, to the second, as Signature Version 4 writes it.
///
/// The clock is the caller's: nothing in this module asks for the time.
public struct UTCTime: Sendable, Hashable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z, up to the end of the year 9999.
    public let seconds: Int64

    /// A moment in seconds since 1970-01-01T00:00:00Z, held within the years 1970 to 9999.
    public init(clamping seconds: Int64) {
        self.seconds = min(max(seconds, 0), 253_402_300_799)
    }

    /// Reads the basic form of ISO 8601, as `20261123T190000Z`; nil for anything else, such as a 30th of February.
    public init?(basic text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z"),
            let year = Self.number(bytes[0..<4]), year >= 1970,
            let month = Self.number(bytes[4..<6]), (1...12).contains(month),
            let day = Self.number(bytes[6..<8]), (1...31).contains(day),
            let hour = Self.number(bytes[9..<11]), hour < 24,
            let minute = Self.number(bytes[11..<13]), minute < 60,
            let second = Self.number(bytes[13..<15]), second < 60
        else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        guard CivilDate(daysSinceEpoch: date.daysSinceEpoch) == date else { return nil }
        seconds = ((date.daysSinceEpoch * 24 + hour) * 60 + minute) * 60 + second
    }

    /// The basic form of ISO 8601, as `20261123T190000Z`.
    public var basic: String {
        let time = seconds % 86_400
        return day + "T" + Self.digits(time / 3_600, 2) + Self.digits(time / 60 % 60, 2) + Self.digits(time % 60, 2)
            + "Z"
    }

    /// The day in UTC, as `20261123`.
    public var day: String {
        let date = CivilDate(daysSinceEpoch: seconds / 86_400)
        return Self.digits(date.year, 4) + Self.digits(date.month, 2) + Self.digits(date.day, 2)
    }

    /// Orders moments by time.
    public static func < (left: UTCTime, right: UTCTime) -> Bool { left.seconds < right.seconds }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        var number: Int64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            number = number * 10 + Int64(digit - UInt8(ascii: "0"))
        }
        return number
    }

    private static func digits(_ number: Int64, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
}

extension UTCTime: CustomStringConvertible {
    /// The basic form of ISO 8601.
    public var description: String { basic }
}
