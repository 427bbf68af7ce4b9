import LosslessJSON

/// The quick way through words without quotation marks.
extension LenientReader {
    /// One word without quotation marks, with structure right behind it.
    @inline(never)
    mutating func ordinaryText(_ bytes: RawSpan, _ index: Int) -> Int {
        guard repairsCommonly, hasRoom(at: index) else { return 0 }
        let word = Word(bytes, at: index)
        let end = word.range.upperBound
        guard end < bytes.byteCount, bytes[end &- 1] != .period, bytes.endOfASCII(word.range) == end,
            word.literal == nil, !word.isNotANumber, !word.resemblesLiteral
        else { return 0 }
        switch bytes[end] {
        case .closeBrace, .closeBracket: break
        case .comma where !isInObject || ordinarilyContinues(bytes, end): break
        default: return 0
        }
        lookahead.count(end &- index)
        edits.append(Edit(.unquotedText, at: index, .quotationMark))
        edits.append(Edit(.unquotedText, at: end, .quotationMark))
        hasUnquotedText = true
        finishValue()
        return end
    }

    /// `True`, `False` or `None`.
    mutating func ordinaryPythonLiteral(_ bytes: RawSpan, _ index: Int) -> Int {
        guard repairsCommonly, hasRoom(at: index), let word = bytes.word(at: index) else { return 0 }
        let end: Int
        let literal: Replacement
        switch UInt32(truncatingIfNeeded: word) {
        case 0x6575_7254: (end, literal) = (index &+ 4, .true)
        case 0x656E_6F4E: (end, literal) = (index &+ 4, .null)
        case 0x736C_6146 where bytes[index &+ 4] == 0x65: (end, literal) = (index &+ 5, .false)
        default: return 0
        }
        let next = ordinaryEnd(bytes, end)
        if next > 0 { edits.append(Edit(.literal, index..<end, literal)) }
        return next
    }
}
