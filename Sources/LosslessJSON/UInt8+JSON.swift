extension UInt8 {
    @inlinable package static var tab: UInt8 { 0x09 }
    @inlinable package static var lineFeed: UInt8 { 0x0A }
    @inlinable package static var carriageReturn: UInt8 { 0x0D }
    @inlinable package static var space: UInt8 { 0x20 }
    @inlinable package static var quote: UInt8 { 0x22 }
    @inlinable package static var plus: UInt8 { 0x2B }
    @inlinable package static var comma: UInt8 { 0x2C }
    @inlinable package static var minus: UInt8 { 0x2D }
    @inlinable package static var period: UInt8 { 0x2E }
    @inlinable package static var slash: UInt8 { 0x2F }
    @inlinable package static var zero: UInt8 { 0x30 }
    @inlinable package static var nine: UInt8 { 0x39 }
    @inlinable package static var colon: UInt8 { 0x3A }
    @inlinable package static var openBracket: UInt8 { 0x5B }
    @inlinable package static var backslash: UInt8 { 0x5C }
    @inlinable package static var closeBracket: UInt8 { 0x5D }
    @inlinable package static var openBrace: UInt8 { 0x7B }
    @inlinable package static var closeBrace: UInt8 { 0x7D }

    /// One of the four bytes RFC 8259 counts as whitespace.
    @inlinable package var isJSONWhitespace: Bool {
        self <= .space && (self == .space || self == .lineFeed || self == .carriageReturn || self == .tab)
    }

    @inlinable package var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

    @inlinable package var isASCIIDigit: Bool { self &- .zero < 10 }

    /// Whether a backslash and this byte are an escape of two bytes.
    @inlinable package var isSimpleEscape: Bool {
        switch self {
        case .quote, .backslash, .slash, 0x62, 0x66, 0x6E, 0x72, 0x74: true
        default: false
        }
    }

    @inlinable package var isHexadecimal: Bool { isASCIIDigit || (self | 0x20) &- 0x61 < 6 }

    /// The value of a hexadecimal digit, or nil.
    @inlinable package var hexadecimalValue: UInt16? {
        switch self {
        case 0x30...0x39: UInt16(self - 0x30)
        case 0x41...0x46: UInt16(self - 0x41 + 10)
        case 0x61...0x66: UInt16(self - 0x61 + 10)
        default: nil
        }
    }
}
