import LosslessJSON

/// What a repair may put into a text: one of a few short texts, so that a byte says which.
struct Replacement: Equatable {
    private let code: UInt8

    private init(code: UInt8) { self.code = code }

    static let nothing = Self(code: 0)
    static let quotationMark = Self(code: 1)
    static let comma = Self(code: 2)
    static let colon = Self(code: 3)
    static let closeBrace = Self(code: 4)
    static let closeBracket = Self(code: 5)
    static let openBracket = Self(code: 6)
    static let space = Self(code: 7)
    static let zero = Self(code: 8)
    static let null = Self(code: 9)
    static let `true` = Self(code: 10)
    static let `false` = Self(code: 11)
    static let escapedQuotationMark = Self(code: 12)
    static let escapedBackslash = Self(code: 13)
    /// The escape of a character of Latin-1 up to its two digits.
    static let latinEscape = Self(code: 14)

    private static let texts: [StaticString] = [
        "", "\"", ",", ":", "}", "]", "[", " ", "0", "null", "true", "false", "\\\"", "\\\\", "\\u00",
    ]

    /// The escape of a control character.
    static func escape(of byte: UInt8) -> Self { Self(code: 0x20 | byte & 0x1F) }

    /// The mark that closes an object or array.
    static func closing(isObject: Bool) -> Self { isObject ? .closeBrace : .closeBracket }

    /// The text of every replacement by its code: bytes from the lowest up, their number in the highest.
    static let words: [UInt64] = (0..<0x40).map { (code: Int) in
        var bytes: [UInt8] = []
        if code >= 0x20 {
            JSONString.escape(CollectionOfOne(UInt8(code - 0x20)), into: &bytes)
        } else if code < texts.count {
            bytes = texts[code].withUTF8Buffer { Array($0) }
        }
        return UInt64(bytes.count) << 56 | bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The number of its bytes or more, known where the code is compiled.
    @inline(__always) var maximumCount: Int {
        switch code {
        case 0: 0
        case 1...8: 1
        case 12, 13: 2
        default: 6
        }
    }

    /// Its place in ``words``.
    @inline(__always) var index: Int { Int(code) }

    var text: String {
        let word = Self.words[index]
        return String(
            decoding: (0..<(word >> 56)).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }, as: UTF8.self)
    }
}
