import LosslessJSON

/// The quick way through words without quotation marks.
extension LenientReader {
    /// One word without quotation marks, with structure right behind it.
    @inline(never)
    mutating func ordinaryText(_ bytes: RawSpan, _ index: Int) -> Int {
        guard repairsCommonly, hasRoom(at: index) else { return 0 }
        // Never further than a word is long, for the careful way may take less and come back for the rest.
        var end = index
        while end < bytes.byteCount, end &- index < 256, bytes[end] < 0x80, Word.isPart(bytes[end]) { end &+= 1 }
        guard end < bytes.byteCount, bytes[end] < 0x80, !Word.isPart(bytes[end]), bytes[end &- 1] != .period else {
            return 0
        }
        let word = Word(bytes, at: index)
        guard word.literal == nil, !word.isNotANumber, !word.resemblesLiteral,
            bytes[index].isASCIILetter || isOrdinaryText(bytes, word.range)
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

    /// Whether a word that starts as a number does is none in any form.
    @inline(never)
    private mutating func isOrdinaryText(_ bytes: RawSpan, _ range: Range<Int>) -> Bool {
        let (first, second) = (bytes[range.lowerBound], bytes[range.lowerBound &+ 1])
        if first == .minus && second == .minus || first == .zero && second | 0x20 == 0x78 { return false }
        return looksLikeNumber(bytes, range) == false
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
