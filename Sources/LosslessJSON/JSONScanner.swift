/// Finds the ends of the tokens of JSON, strictly.
package enum JSONScanner {
    /// The end of the number that starts at `start`.
    @inline(__always)
    package static func endOfNumber(_ bytes: RawSpan, from start: Int) throws(JSONFault) -> Int {
        var index = start
        if bytes[index] == .minus { index += 1 }
        if index < bytes.byteCount, bytes[index] == .zero {
            index += 1
            if index < bytes.byteCount, bytes[index].isASCIIDigit {
                throw JSONFault(offset: index - 1, cause: .leadingZero)
            }
        } else {
            index = try endOfDigits(bytes, from: index)
        }
        guard index < bytes.byteCount else { return index }
        if bytes[index] == .period {
            index = try endOfDigits(bytes, from: index + 1)
        }
        if index < bytes.byteCount, bytes[index] | 0x20 == 0x65 {
            index += 1
            if index < bytes.byteCount, bytes[index] == .plus || bytes[index] == .minus { index += 1 }
            index = try endOfDigits(bytes, from: index)
        }
        return index
    }

    @inline(__always)
    private static func endOfDigits(_ bytes: RawSpan, from start: Int) throws(JSONFault) -> Int {
        var index = start
        while index < bytes.byteCount, bytes[index].isASCIIDigit { index += 1 }
        guard index > start else { throw JSONFault(offset: index, cause: .expected("a digit")) }
        return index
    }

    /// The end, behind the closing quotation mark, of the string whose opening mark is at `start`.
    @inline(__always)
    package static func endOfString(
        _ bytes: RawSpan, from start: Int
    ) throws(JSONFault) -> (end: Int, isEscaped: Bool) {
        var index = start + 1
        var isEscaped = false
        while true {
            index = endOfPlainRun(bytes, from: index)
            guard index < bytes.byteCount else { throw JSONFault(offset: start, cause: .unterminatedString) }
            let byte = bytes[index]
            if byte == .quote { return (index + 1, isEscaped) }
            if byte == .backslash {
                isEscaped = true
                if index &+ 1 < bytes.byteCount, isSimpleEscape(bytes[index &+ 1]) {
                    index &+= 2
                    continue
                }
                index = try endOfEscape(bytes, from: index, stringStart: start)
            } else if byte < 0x20 {
                throw JSONFault(offset: index, cause: .controlCharacter)
            } else {
                let length = lengthOfSequence(bytes, at: index)
                guard length > 0 else { throw JSONFault(offset: index, cause: .invalidUTF8) }
                index += length
            }
        }
    }

    /// Skips plain ASCII of a string eight bytes at a time, up to a quotation mark, a backslash, a control character
    /// or a byte outside of ASCII.
    @inlinable @inline(__always)
    package static func endOfPlainRun(_ bytes: RawSpan, from start: Int) -> Int {
        endOfRun(bytes, from: start, alsoAt: .quote)
    }

    /// Skips plain ASCII in the same way, up to a single quotation mark as well.
    @inlinable @inline(__always)
    package static func endOfSingleQuotedRun(_ bytes: RawSpan, from start: Int) -> Int {
        endOfRun(bytes, from: start, alsoAt: 0x27)
    }

    @inlinable @inline(__always)
    static func endOfRun(_ bytes: RawSpan, from start: Int, alsoAt mark: UInt8) -> Int {
        var index = start
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        while index &+ 8 <= bytes.byteCount {
            let word = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
            let quotes = word ^ (ones &* 0x22)
            let backslashes = word ^ (ones &* 0x5C)
            var marks =
                ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
                | ((word &- (ones &* 0x20)) & ~word) | word
            if mark != .quote {
                let others = word ^ (ones &* UInt64(mark))
                marks |= (others &- ones) & ~others
            }
            // A borrow can only mark bytes above one that is rightly marked, so the lowest mark is always right.
            if marks & highs != 0 { return index &+ (marks & highs).trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < bytes.byteCount {
            let byte = bytes[index]
            if byte < 0x20 || byte == .quote || byte == .backslash || byte == mark || byte >= 0x80 { break }
            index &+= 1
        }
        return index
    }

    /// The first place at or behind `start` that is not white space.
    @inlinable @inline(__always)
    package static func endOfWhitespace(_ bytes: RawSpan, from start: Int) -> Int {
        var index = start
        while index < bytes.byteCount, bytes[index].isJSONWhitespace { index &+= 1 }
        return index
    }

    /// The end of `true`, `false` or `null`, or 0 when none of them starts at `start`.
    @inlinable @inline(__always)
    package static func endOfLiteral(_ bytes: RawSpan, from start: Int) -> Int {
        guard start &+ 4 <= bytes.byteCount else { return 0 }
        switch UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt32.self)) {
        case 0x6575_7274, 0x6C6C_756E: return start &+ 4
        case 0x736C_6166: return start &+ 4 < bytes.byteCount && bytes[start &+ 4] == 0x65 ? start &+ 5 : 0
        default: return 0
        }
    }

    /// Whether a backslash and this byte are an escape of two bytes.
    @inlinable @inline(__always)
    package static func isSimpleEscape(_ byte: UInt8) -> Bool {
        switch byte {
        case .quote, .backslash, .slash, 0x62, 0x66, 0x6E, 0x72, 0x74: true
        default: false
        }
    }

    private static func endOfEscape(
        _ bytes: RawSpan, from start: Int, stringStart: Int
    ) throws(JSONFault) -> Int {
        guard start + 1 < bytes.byteCount else { throw JSONFault(offset: stringStart, cause: .unterminatedString) }
        guard bytes[start + 1] == 0x75 else { throw JSONFault(offset: start, cause: .invalidEscape) }
        for index in start + 2..<start + 6 {
            guard index < bytes.byteCount, bytes[index].hexadecimalValue != nil else {
                throw JSONFault(offset: start, cause: .invalidEscape)
            }
        }
        return start + 6
    }

    /// The length of the well-formed UTF-8 sequence of two to four bytes at `index`, or 0 (Unicode, table 3-7).
    @inlinable package static func lengthOfSequence(_ bytes: RawSpan, at index: Int) -> Int {
        let length: Int
        let second: ClosedRange<UInt8>
        switch bytes[index] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xE1...0xEC, 0xEE, 0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        guard index + length <= bytes.byteCount, second.contains(bytes[index + 1]) else { return 0 }
        for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
        return length
    }
}
