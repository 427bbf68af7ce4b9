import Pricing

/// Figures as bytes, digit by digit into the output: an export has a dozen of them a row, and a text for each would cost
/// more than the reading of the row.
extension [UInt8] {
    /// Appends a whole number in decimal digits.
    mutating func append(decimal value: Int64) {
        if value < 0 { append(UInt8(ascii: "-")) }
        append(digits: value.magnitude, atLeast: 1)
    }

    /// Appends an amount as ``Money/usd`` writes it.
    mutating func append(usd amount: Money) {
        guard let magnitude = UInt64(exactly: amount.picodollars.magnitude) else {
            return append(contentsOf: amount.usd.utf8)
        }
        if amount.isNegative { append(UInt8(ascii: "-")) }
        let (dollars, rest) = magnitude.quotientAndRemainder(dividingBy: 1_000_000_000_000)
        append(digits: dollars, atLeast: 1)
        guard rest != 0 else { return }
        append(UInt8(ascii: "."))
        append(digits: rest, atLeast: 12)
        while last == UInt8(ascii: "0") { removeLast() }
    }

    /// Appends a moment as ``Timestamp/iso8601`` writes it.
    mutating func append(iso8601 moment: Timestamp) {
        let start = moment.startOfDay.milliseconds
        let (year, month, day) = Timestamp.civilDate(daysSinceEpoch: start / 86_400_000)
        guard year >= 0 else { return append(contentsOf: moment.iso8601.utf8) }
        let time = UInt64(moment.milliseconds - start)
        append(digits: year.magnitude, atLeast: 4)
        append(UInt8(ascii: "-"))
        append(digits: month.magnitude, atLeast: 2)
        append(UInt8(ascii: "-"))
        append(digits: day.magnitude, atLeast: 2)
        append(UInt8(ascii: "T"))
        append(digits: time / 3_600_000, atLeast: 2)
        append(UInt8(ascii: ":"))
        append(digits: time / 60_000 % 60, atLeast: 2)
        append(UInt8(ascii: ":"))
        append(digits: time / 1000 % 60, atLeast: 2)
        if time % 1000 != 0 {
            append(UInt8(ascii: "."))
            append(digits: time % 1000, atLeast: 3)
        }
        append(UInt8(ascii: "Z"))
    }

    /// Appends the digits of a number, with zeros in front up to a width.
    private mutating func append(digits number: UInt64, atLeast width: Int) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            digits.initialize(repeating: UInt8(ascii: "0"))
            var rest = number
            var position = digits.count
            while rest > 0 {
                position -= 1
                digits[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            append(contentsOf: digits[Swift.min(position, digits.count - width)...])
        }
    }
}
