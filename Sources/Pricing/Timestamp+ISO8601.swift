extension Timestamp {
    /// A moment in ISO 8601: `2026-11-23`, `2026-11-23T10:15:30Z`, with fractions of a second or an offset.
    ///
    /// A time without an offset is taken as UTC. Digits below a millisecond are dropped.
    /// - Returns: `nil` where the text is anything else or names no real date.
    public init?(iso8601 text: some StringProtocol) {
        self.init(iso8601: Array(text.utf8)[...])
    }

    /// As ``init(iso8601:)-(StringProtocol)``, for the bytes of the text.
    package init?(iso8601 bytes: ArraySlice<UInt8>) {
        var reader = Reader(bytes: bytes)
        guard let year = reader.digits(4), reader.skip("-"), let month = reader.digits(2), reader.skip("-"),
            let day = reader.digits(2), (1...12).contains(month),
            (1...Timestamp.days(inMonth: month, of: year)).contains(day), year >= 1
        else { return nil }
        var milliseconds = Timestamp.daysSinceEpoch(year: year, month: month, day: day) * 86_400_000
        if !reader.isAtEnd {
            guard let time = reader.timeOfDay() else { return nil }
            milliseconds += time
        }
        guard reader.isAtEnd else { return nil }
        self.init(milliseconds: milliseconds)
    }

    /// The moment as `2026-11-23T10:15:30Z`, with milliseconds only where there are any.
    public var iso8601: String {
        let day = startOfDay
        let (year, month, date) = Timestamp.civilDate(daysSinceEpoch: day.milliseconds / 86_400_000)
        let time = milliseconds - day.milliseconds
        let fraction = time % 1000
        // A report writes thousands of them, digit by digit into place.
        return String(unsafeUninitializedCapacity: 40) { bytes in
            var count = 0
            func add(_ byte: UInt8) {
                bytes[count] = byte
                count += 1
            }
            func add(_ number: Int64, digits: Int) {
                var position = count + digits
                count = position
                var rest = number
                for _ in 0..<digits {
                    position -= 1
                    bytes[position] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
            }
            if year < 0 { add(UInt8(ascii: "-")) }
            add(abs(year), digits: max(String(abs(year)).utf8.count, 4))
            add(UInt8(ascii: "-"))
            add(month, digits: 2)
            add(UInt8(ascii: "-"))
            add(date, digits: 2)
            add(UInt8(ascii: "T"))
            add(time / 3_600_000, digits: 2)
            add(UInt8(ascii: ":"))
            add(time / 60_000 % 60, digits: 2)
            add(UInt8(ascii: ":"))
            add(time / 1000 % 60, digits: 2)
            if fraction != 0 {
                add(UInt8(ascii: "."))
                add(fraction, digits: 3)
            }
            add(UInt8(ascii: "Z"))
            return count
        }
    }

    /// The start of the month in UTC that holds this moment.
    public var startOfMonth: Timestamp {
        let day = startOfDay.milliseconds / 86_400_000
        return Timestamp(milliseconds: (day - Timestamp.civilDate(daysSinceEpoch: day).day + 1) * 86_400_000)
    }

    /// The number of days from 1970-01-01 to a date of the proleptic Gregorian calendar.
    package static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
        // Counting years from March puts the leap day last, so that every month's offset is one formula.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The date of the proleptic Gregorian calendar that lies a number of days after 1970-01-01.
    package static func civilDate(daysSinceEpoch days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func days(inMonth month: Int64, of year: Int64) -> Int64 {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }
}

/// Reads the parts of a timestamp from its bytes.
private struct Reader {
    var bytes: ArraySlice<UInt8>

    var isAtEnd: Bool { bytes.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard bytes.first == UInt8(ascii: character) else { return false }
        bytes = bytes.dropFirst()
        return true
    }

    mutating func digits(_ count: Int) -> Int64? {
        guard bytes.count >= count else { return nil }
        var value: Int64 = 0
        for byte in bytes.prefix(count) {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        bytes = bytes.dropFirst(count)
        return value
    }

    /// The time after the date, less its offset, in milliseconds.
    mutating func timeOfDay() -> Int64? {
        guard skip("T") || skip("t") || skip(" "), let hour = digits(2), skip(":"), let minute = digits(2) else {
            return nil
        }
        var seconds: Int64 = 0
        var fraction: Int64 = 0
        if skip(":") {
            guard let written = digits(2) else { return nil }
            seconds = written
            if skip(".") {
                var scale: Int64 = 100
                guard let first = digits(1) else { return nil }
                fraction = first * scale
                while let digit = digits(1) {
                    scale /= 10
                    fraction += digit * scale
                }
            }
        }
        guard hour <= 23, minute <= 59, seconds <= 60, let offset = offset() else { return nil }
        return ((hour * 60 + minute) * 60 + seconds) * 1000 + fraction - offset
    }

    private mutating func offset() -> Int64? {
        if isAtEnd || skip("Z") || skip("z") { return 0 }
        let sign: Int64 = skip("+") ? 1 : -1
        guard sign == 1 || skip("-"), let hours = digits(2) else { return nil }
        _ = skip(":")
        let minutes = isAtEnd ? 0 : digits(2)
        guard hours <= 14, let minutes, minutes <= 59 else { return nil }
        return sign * (hours * 60 + minutes) * 60_000
    }
}
