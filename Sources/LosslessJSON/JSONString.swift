/// Decodes the escapes of strings that the parser has accepted, and writes them.
package enum JSONString {
    /// What becomes of a surrogate escape without its partner, which no Unicode string can hold.
    enum LoneSurrogate {
        /// U+FFFD, for text that is shown.
        case replaced
        /// Its three bytes in generalised UTF-8, so that different strings stay different.
        case kept
    }

    /// The decoded bytes of the string whose contents, without quotation marks, stand in `range`.
    static func decode(_ bytes: RawSpan, in range: Range<Int>, loneSurrogate: LoneSurrogate) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            guard byte == .backslash, index + 1 < range.upperBound else {
                decoded.append(byte)
                index += 1
                continue
            }
            let escape = bytes[index + 1]
            guard escape == 0x75 else {
                decoded.append(simple(escape))
                index += 2
                continue
            }
            let unit = codeUnit(bytes, at: index + 2, end: range.upperBound)
            index += 6
            if 0xD800...0xDBFF ~= unit, index + 6 <= range.upperBound, bytes[index] == .backslash,
                bytes[index + 1] == 0x75
            {
                let second = codeUnit(bytes, at: index + 2, end: range.upperBound)
                if 0xDC00...0xDFFF ~= second {
                    append(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00), to: &decoded)
                    index += 6
                    continue
                }
            }
            append(0xD800...0xDFFF ~= unit && loneSurrogate == .replaced ? 0xFFFD : unit, to: &decoded)
        }
        return decoded
    }

    private static func simple(_ escape: UInt8) -> UInt8 {
        switch escape {
        case 0x62: 0x08
        case 0x66: 0x0C
        case 0x6E: .lineFeed
        case 0x72: .carriageReturn
        case 0x74: .tab
        default: escape
        }
    }

    private static func codeUnit(_ bytes: RawSpan, at start: Int, end: Int) -> UInt32 {
        var value: UInt32 = 0
        for index in start..<min(start + 4, end) {
            value = value << 4 | UInt32(bytes[index].hexadecimalValue ?? 0)
        }
        return value
    }

    private static func append(_ codePoint: UInt32, to bytes: inout [UInt8]) {
        func continuation(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(codePoint >> shift & 0x3F) }
        switch codePoint {
        case ..<0x80: bytes.append(UInt8(codePoint))
        case ..<0x800: bytes += [0xC0 | UInt8(codePoint >> 6), continuation(0)]
        case ..<0x10000: bytes += [0xE0 | UInt8(codePoint >> 12), continuation(6), continuation(0)]
        default: bytes += [0xF0 | UInt8(codePoint >> 18 & 7), continuation(12), continuation(6), continuation(0)]
        }
    }

    /// Appends text with the escapes JSON demands: the quotation mark, the backslash and the control characters.
    package static func escape(_ text: some Sequence<UInt8>, into bytes: inout [UInt8]) {
        for byte in text {
            switch byte {
            case .quote, .backslash: bytes += [.backslash, byte]
            case .lineFeed: bytes += [.backslash, 0x6E]
            case .carriageReturn: bytes += [.backslash, 0x72]
            case .tab: bytes += [.backslash, 0x74]
            case ..<0x20:
                let digits: StaticString = "0123456789abcdef"
                bytes += [.backslash, 0x75, .zero, .zero]
                bytes += [digits.utf8Start[Int(byte >> 4)], digits.utf8Start[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
    }
}
