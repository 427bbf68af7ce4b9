/// A decimal number as written, without a detour over binary floating point.
///
/// Use it to read rates, amounts and quantities from text, and to write them back digit for digit.
public struct ExactDecimal: Sendable, Hashable {
    /// The digits, with their sign.
    public let coefficient: Int128
    /// The power of ten that the coefficient is multiplied by.
    public let exponent: Int

    /// The most digits and the largest exponent that are read; more is refused rather than rounded.
    static let maximumDigits = 36
    static let maximumExponent = 40

    /// A decimal number such as `3`, `-0.25`, `+1.5` or `2.5e-3`.
    ///
    /// - Returns: `nil` where the text is anything else, or has more than 36 significant digits.
    public init?(_ text: some StringProtocol) {
        var bytes = Array(text.utf8)[...]
        var isNegative = false
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            bytes = bytes.dropFirst()
        }
        var coefficient: Int128 = 0
        var exponent = 0
        var digits = 0
        var significantDigits = 0
        var hasPoint = false
        while let byte = bytes.first {
            if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else if case UInt8(ascii: "0")...UInt8(ascii: "9") = byte {
                digits += 1
                if significantDigits > 0 || byte != UInt8(ascii: "0") { significantDigits += 1 }
                guard significantDigits <= Self.maximumDigits, digits <= 100 else { return nil }
                coefficient = coefficient * 10 + Int128(byte - UInt8(ascii: "0"))
                if hasPoint { exponent -= 1 }
            } else {
                break
            }
            bytes = bytes.dropFirst()
        }
        guard digits > 0 else { return nil }
        if let mark = bytes.first {
            guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E"),
                let written = Int(String(decoding: bytes.dropFirst(), as: UTF8.self)),
                (-Self.maximumExponent...Self.maximumExponent).contains(written)
            else { return nil }
            exponent += written
        }
        self.coefficient = isNegative ? -coefficient : coefficient
        self.exponent = exponent
    }

    /// The number times a power of ten, as an integer.
    ///
    /// - Returns: `nil` where the product is not whole or does not fit.
    public func scaled(byPowerOfTen power: Int) -> Int128? {
        var value = coefficient
        var remaining = exponent + power
        if value == 0 { return 0 }
        while remaining > 0 {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = product
            remaining -= 1
        }
        while remaining < 0 {
            let (quotient, remainder) = value.quotientAndRemainder(dividingBy: 10)
            guard remainder == 0 else { return nil }
            value = quotient
            remaining += 1
        }
        return value
    }

    /// An integer of 10⁻ᵈ units as decimal text, without an exponent and without trailing zeros.
    public static func text(of value: Int128, decimals: Int) -> String {
        let digits = String(value.magnitude)
        var whole = digits
        var fraction = ""
        if decimals > 0 {
            let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
            whole = String(padded.dropLast(decimals))
            fraction = String(padded.suffix(decimals))
            while fraction.last == "0" { fraction.removeLast() }
        }
        return (value < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }
}
