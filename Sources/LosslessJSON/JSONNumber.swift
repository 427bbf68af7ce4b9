/// A number of JSON with its exact text, so that nothing is rounded before the caller says how.
///
/// Two numbers are equal when their texts are: `1.0` and `1` differ.
public struct JSONNumber: Sendable, Hashable, CustomStringConvertible {
    /// The number as it was written, for example `1e-400` or `340282366920938463463374607431768211456`.
    public let text: String

    /// Accepts exactly the numbers of RFC 8259; nil for any other text.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, first == .minus || first.isASCIIDigit,
            (try? JSONScanner.endOfNumber(bytes.span.bytes, from: 0)) == bytes.count
        else { return nil }
        self.text = text
    }

    init(validated text: String) { self.text = text }

    /// Whether the text starts with a minus sign; true for `-0`.
    public var isNegative: Bool { text.utf8.first == .minus }

    /// The value when it is a whole number that fits: 100 for `100`, `100.0` and `1e2`; nil for `1.5` and for `1e30`.
    public var integer: Int64? {
        let bytes = Array(text.utf8)
        return Self.integer(bytes.span.bytes, in: 0..<bytes.count)
    }

    /// The nearest double; nil where the number is too large for one.
    public var double: Double? {
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }

    /// The exact text.
    public var description: String { text }

    /// The exact value of the valid number in `range`, without allocating.
    static func integer(_ bytes: RawSpan, in range: Range<Int>) -> Int64? {
        let isNegative = bytes[range.lowerBound] == .minus
        var exponent = 0
        var endOfDigits = range.upperBound
        var hasPeriod = false
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == .period {
                hasPeriod = true
            } else if bytes[index] | 0x20 == 0x65 {
                endOfDigits = index
                exponent = Self.exponent(bytes, in: index + 1..<range.upperBound)
                break
            }
            index += 1
        }
        // Digits behind the period lower the exponent, trailing zeros raise it: what is left must not be negative.
        var isBehindPeriod = hasPeriod
        while endOfDigits > range.lowerBound {
            let byte = bytes[endOfDigits - 1]
            if byte == .period {
                isBehindPeriod = false
            } else if byte == .zero {
                exponent += isBehindPeriod ? 0 : 1
            } else {
                break
            }
            endOfDigits -= 1
        }
        return significand(bytes, in: range.lowerBound..<endOfDigits, exponent: exponent, isNegative: isNegative)
    }

    private static func significand(
        _ bytes: RawSpan, in range: Range<Int>, exponent: Int, isNegative: Bool
    ) -> Int64? {
        var magnitude: UInt64 = 0
        var exponent = exponent
        var isBehindPeriod = false
        for index in range where bytes[index] != .minus {
            if bytes[index] == .period {
                isBehindPeriod = true
                continue
            }
            if isBehindPeriod { exponent -= 1 }
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(UInt64(bytes[index] - .zero))
            if overflow || carry { return nil }
            magnitude = sum
        }
        if magnitude == 0 { return 0 }
        guard 0...19 ~= exponent else { return nil }
        for _ in 0..<exponent {
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            magnitude = product
        }
        if isNegative { return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil }
        return Int64(exactly: magnitude)
    }

    /// The exponent, held within a range that no document's digits can make up for.
    private static func exponent(_ bytes: RawSpan, in range: Range<Int>) -> Int {
        var value = 0
        for index in range where bytes[index].isASCIIDigit {
            value = min(value * 10 + Int(bytes[index] - .zero), 1 << 40)
        }
        return bytes[range.lowerBound] == .minus ? -value : value
    }
}
