/// Finds the ends of the tokens of JSON, strictly.
package enum JSONScanner {
    /// The end of the number that starts at `start`.
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
    package static func endOfString(
        _ bytes: RawSpan, from start: Int
    ) throws(JSONFault) -> (end: Int, isEscaped: Bool) {
        try endOfString(bytes, from: start, plainUpTo: start + 1)
    }

    /// The same, where the text up to a place is known to be plain.
    static func endOfString(
        _ bytes: RawSpan, from start: Int, plainUpTo first: Int
    ) throws(JSONFault) -> (end: Int, isEscaped: Bool) {
        var index = first
        var isEscaped = false
        while true {
            index = bytes.endOfPlainRun(from: index)
            guard index < bytes.byteCount else { throw JSONFault(offset: start, cause: .unterminatedString) }
            let byte = bytes[index]
            if byte == .quote { return (index + 1, isEscaped) }
            if byte == .backslash {
                isEscaped = true
                let end = bytes.endOfSimpleEscapes(from: index)
                if end > index {
                    index = end
                    continue
                }
                index = try endOfEscape(bytes, from: index, stringStart: start)
            } else if byte < 0x20 {
                throw JSONFault(offset: index, cause: .controlCharacter)
            } else {
                let end = bytes.endOfSequences(from: index)
                guard end > index else { throw JSONFault(offset: index, cause: .invalidUTF8) }
                index = end
            }
        }
    }

    private static func endOfEscape(
        _ bytes: RawSpan, from start: Int, stringStart: Int
    ) throws(JSONFault) -> Int {
        guard start + 1 < bytes.byteCount else { throw JSONFault(offset: stringStart, cause: .unterminatedString) }
        guard bytes[start + 1] == 0x75 else { throw JSONFault(offset: start, cause: .invalidEscape) }
        guard start + 6 <= bytes.byteCount, bytes[start + 2].isHexadecimal, bytes[start + 3].isHexadecimal,
            bytes[start + 4].isHexadecimal, bytes[start + 5].isHexadecimal
        else { throw JSONFault(offset: start, cause: .invalidEscape) }
        return start + 6
    }
}
