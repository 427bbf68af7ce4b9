import LosslessJSON

/// What stands around an object or array says whether it is one, and whether it is whole.
extension CandidateSearch {
    /// A cheap look at what follows an opening mark, since prose and code have many.
    func mayStart(_ bytes: RawSpan, _ start: Int) -> Bool {
        let index = significant(bytes, from: start + 1)
        guard index < bytes.byteCount else { return true }
        let isObject = bytes[start] == .openBrace
        switch bytes[index] {
        case .openBrace, .openBracket, 0x28: return !isObject
        case .closeBrace, .closeBracket, .quote, .slash, .comma, .period, 0x27, 0x23: return true
        case .minus, 0x30...0x39: if !isObject { return true }
        default: break
        }
        let word = Word(bytes, at: index)
        guard word.range.isEmpty == false else { return false }
        if bytes[index] == 0xE2 || bytes[index] == 0xC2 || bytes[index] == 0xEF { return true }
        guard isObject else { return word.literal != nil || isAlone(bytes, before: start) }
        let next = significant(bytes, from: word.range.upperBound)
        return next >= bytes.byteCount || [.colon, .quote, .slash, 0x23].contains(bytes[next])
    }

    func isAlone(_ bytes: RawSpan, before index: Int) -> Bool {
        var start = significant(bytes, before: index) + 1
        if start == 0 { return true }
        while start > 0, Word.isPart(bytes[start - 1]) { start -= 1 }
        return start >= 3 && (bytes[start - 1] == 0x60 || bytes[start - 1] == 0x7E)
    }

    /// Whether nothing but whitespace, fences and comments' worth of prose-free text surrounds the range.
    func isAlone(_ bytes: RawSpan, _ range: Range<Int>) -> Bool {
        guard isAlone(bytes, before: range.lowerBound) else { return false }
        var end = range.upperBound
        while end < bytes.byteCount {
            switch bytes[end] {
            case .closeBrace, .closeBracket, .comma, 0x3B: end += 1
            case let byte where byte.isJSONWhitespace: end += 1
            case 0x60, 0x7E: return true
            default: return false
            }
        }
        return true
    }

    /// Whether the text starts with a string that is a name or an element of something without an opening mark.
    func startsInside(_ bytes: RawSpan) -> Bool {
        let start = significant(bytes, from: 0)
        guard start < bytes.byteCount, bytes[start] == .quote,
            let string = try? JSONScanner.endOfString(bytes, from: start)
        else { return false }
        let next = significant(bytes, from: string.end)
        return next < bytes.byteCount && [.comma, .colon, .closeBrace, .closeBracket].contains(bytes[next])
    }

    /// Why an object or array is only a piece of something that lost its opening mark or closed too early.
    mutating func fragmentReason(_ bytes: RawSpan, _ candidate: Candidate) -> StaticString? {
        let range = candidate.range
        let previous = significant(bytes, before: range.lowerBound)
        let next = significant(bytes, from: range.upperBound)
        let isBehindComma = previous >= 0 && bytes[previous] == .comma
        let neighbour = isBehindComma ? significant(bytes, before: previous) : -1
        if isBehindComma, neighbour + 1 != lastEnd, neighbour >= 0,
            [.closeBrace, .closeBracket].contains(bytes[neighbour])
        {
            return "the value is an element of an array that was never opened"
        }
        if !isBehindComma || neighbour + 1 != lastEnd { rowStart = range.lowerBound }
        guard next < bytes.byteCount else { return nil }
        let closes = [.closeBrace, .closeBracket].contains(bytes[next])
        if closes, rowStart < range.lowerBound { return "the value is an element of an array that was never opened" }
        if closes || bytes[next] == .comma, candidate.edits.hasBrackets {
            return "marks are missing in one place and left over in another"
        }
        if bytes[next] == .closeBracket, bytes[range.lowerBound] == .openBracket {
            return "the array ends twice, and may have lost an opening mark inside"
        }
        let isQuoted = previous >= 0 && bytes[previous] == .quote
        if bytes[next] == .quote, !isQuoted { return "a quotation mark right behind the value" }
        if previous > 0, bytes[previous] == .colon, bytes[previous - 1] == .quote || bytes[previous - 1] == 0x27,
            closes || bytes[next] == .comma
        {
            return "the value is a member of an object that was never opened"
        }
        guard bytes[next] == .comma else { return nil }
        let behind = significant(bytes, from: next + 1)
        guard behind < bytes.byteCount else { return nil }
        if bytes[behind] == .quote { return "something follows behind the end of the value" }
        // What closes at the end of the text was opened before, and the value may be a part of it.
        let last = bytes[lastSignificant]
        let isScalar = bytes[behind] == .minus || bytes[behind].isASCIIDigit || Word(bytes, at: behind).literal != nil
        return isScalar && (last == .closeBrace || last == .closeBracket)
            ? "something follows behind the end of the value" : nil
    }

    func significant(_ bytes: RawSpan, from index: Int) -> Int {
        bytes.endOfWhitespace(from: index)
    }

    func significant(_ bytes: RawSpan, before index: Int) -> Int {
        var previous = index - 1
        while previous >= 0, bytes[previous].isJSONWhitespace { previous -= 1 }
        return previous
    }
}
