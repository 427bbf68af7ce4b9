/// What the scanners of this package look for in a text.
///
/// These extend the span because only functions of a public type dissolve in the loops of another module.
extension RawSpan {
    /// One byte; an offset outside of the span is a programming error and traps.
    @inlinable package subscript(offset: Int) -> UInt8 {
        @inline(__always) get {
            // The span's own check takes two comparisons.
            precondition(UInt(bitPattern: offset) < UInt(bitPattern: byteCount))
            return unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
        }
    }

    /// The first place at or behind `start` that is not white space.
    @inlinable @inline(__always)
    package func endOfWhitespace(from start: Int) -> Int {
        var index = start
        while index < byteCount, self[index].isJSONWhitespace {
            index &+= 1
            if index &- start == 8 { return endOfLongWhitespace(from: index) }
        }
        return index
    }

    /// The same, eight bytes at a time.
    @inlinable @inline(never)
    package func endOfLongWhitespace(from start: Int) -> Int {
        var index = start
        let ones: UInt64 = 0x0101_0101_0101_0101
        while let word = word(at: index) {
            // The bytes are below 0x80 where this matters, so that adding 0x7F carries into the highest bit unless zero.
            func isOther(_ byte: UInt8) -> UInt64 {
                let difference = word ^ (ones &* UInt64(byte))
                return (difference & (ones &* 0x7F)) &+ (ones &* 0x7F) | difference
            }
            let others = isOther(.space) & isOther(.lineFeed) & isOther(.carriageReturn) & isOther(.tab)
            let marks = others & (ones &* 0x80)
            if marks != 0 { return index &+ marks.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < byteCount, self[index].isJSONWhitespace { index &+= 1 }
        return index
    }

    /// Skips plain ASCII of a string eight bytes at a time, up to a quotation mark, a backslash, a control character
    /// or a byte outside of ASCII.
    @inlinable @inline(__always)
    package func endOfPlainRun(from start: Int) -> Int {
        endOfRun(from: start, alsoAt: .quote)
    }

    /// Skips plain ASCII in the same way, up to a single quotation mark as well.
    @inlinable @inline(__always)
    package func endOfSingleQuotedRun(from start: Int) -> Int {
        endOfRun(from: start, alsoAt: 0x27)
    }

    /// Eight bytes, the first in the lowest place; nil where there are not as many.
    @inlinable @inline(__always)
    package func word(at index: Int) -> UInt64? {
        guard index >= 0, byteCount &- index >= 8 else { return nil }
        return UInt64(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
    }

    @inlinable @inline(__always)
    package func endOfRun(from start: Int, alsoAt mark: UInt8) -> Int {
        var index = start
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        while let word = word(at: index) {
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
        while index < byteCount {
            let byte = self[index]
            if byte < 0x20 || byte == .quote || byte == .backslash || byte == mark || byte >= 0x80 { break }
            index &+= 1
        }
        return index
    }

    /// The end of the escapes of two bytes that start at `start`, one behind the other; `start` when there is none.
    @inlinable @inline(__always)
    package func endOfSimpleEscapes(from start: Int) -> Int {
        var index = start
        while index &+ 1 < byteCount, self[index] == .backslash, self[index &+ 1].isSimpleEscape { index &+= 2 }
        return index
    }

    /// The end of `true`, `false` or `null`, or 0 when none of them starts at `start`.
    @inlinable @inline(__always)
    package func endOfLiteral(from start: Int) -> Int {
        guard start >= 0, byteCount &- start >= 4 else { return 0 }
        switch UInt32(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt32.self)) {
        case 0x6575_7274, 0x6C6C_756E: return start &+ 4
        case 0x736C_6166: return start &+ 4 < byteCount && self[start &+ 4] == 0x65 ? start &+ 5 : 0
        default: return 0
        }
    }

    /// The end of a whole number or decimal fraction with something behind it; 0 for anything else, right or wrong.
    @inlinable @inline(__always)
    package func endOfPlainNumber(from start: Int) -> Int {
        let digits = self[start] == .minus ? start &+ 1 : start
        var index = endOfDigits(from: digits)
        guard index > digits, index < byteCount, self[digits] != .zero || index == digits &+ 1 else { return 0 }
        if self[index] == .period {
            let fraction = index &+ 1
            index = endOfDigits(from: fraction)
            guard index > fraction, index < byteCount else { return 0 }
        }
        return self[index] | 0x20 == 0x65 ? 0 : index
    }

    @inlinable @inline(__always)
    package func endOfDigits(from start: Int) -> Int {
        var index = start
        while index < byteCount, self[index].isASCIIDigit { index &+= 1 }
        return index
    }

    /// The first byte of the range that is not of ASCII, or its end.
    @inlinable package func endOfASCII(_ range: Range<Int>) -> Int {
        var index = range.lowerBound
        while range.upperBound &- index >= 8, let word = word(at: index), word & 0x8080_8080_8080_8080 == 0 {
            index &+= 8
        }
        while index < range.upperBound, self[index] < 0x80 { index &+= 1 }
        return index
    }

    /// The end of the well-formed UTF-8 sequences outside of ASCII that start at `start`, one behind the other; `start`
    /// when there is none.
    @inlinable package func endOfSequences(from start: Int) -> Int {
        var index = start
        while index < byteCount, self[index] >= 0x80 {
            if byteCount &- index >= 4 {
                let word = UInt32(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt32.self))
                // Three bytes, but neither longer than they need to be (E0 80) nor a surrogate (ED A0).
                if word & 0x00C0_C0F0 == 0x0080_80E0, word & 0x200F != 0, word & 0x200F != 0x200D {
                    index &+= 3
                    continue
                }
                if word & 0xC0E0 == 0x80C0, word & 0x1E != 0 {
                    index &+= 2
                    continue
                }
            }
            let length = lengthOfSequence(at: index)
            guard length > 0 else { break }
            index &+= length
        }
        return index
    }

    /// The length of the well-formed UTF-8 sequence of two to four bytes at `index`, or 0 (Unicode, table 3-7).
    @inlinable package func lengthOfSequence(at index: Int) -> Int {
        let length: Int
        let second: ClosedRange<UInt8>
        switch self[index] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xE1...0xEC, 0xEE, 0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        guard index + length <= byteCount, second.contains(self[index + 1]) else { return 0 }
        for offset in 2..<max(2, length) where self[index + offset] & 0xC0 != 0x80 { return 0 }
        return length
    }
}
