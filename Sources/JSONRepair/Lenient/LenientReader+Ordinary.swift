import LosslessJSON

/// The quick way through what one glance decides: tokens in order, and the commonest slips between them.
///
/// It decides nothing of its own. Whatever it takes, the careful way in the other files would have taken alike, and in
/// front of anything else it stops, so that the careful way begins there.
extension LenientReader {
    mutating func readOrdinary(_ bytes: RawSpan) {
        guard tuples.isEmpty, phase != .done else { return }
        var index = position
        loop: while true {
            index = bytes.endOfWhitespace(from: index)
            guard index < bytes.byteCount else { break }
            let next: Int
            switch phase {
            case .next: next = ordinaryNext(bytes, index)
            case .key, .firstKey:
                let end = ordinaryKey(bytes, index)
                guard end > 0, phase == .value else {
                    next = end
                    break
                }
                index = bytes.endOfWhitespace(from: end)
                guard index < bytes.byteCount else { break loop }
                next = ordinaryValue(bytes, index)
            case .value, .firstElement: next = ordinaryValue(bytes, index)
            case .colon, .done: break loop
            }
            guard next > 0 else { break }
            index = next
            if phase == .next, index < bytes.byteCount, bytes[index] == .comma {
                comma = index
                phase = isInObject ? .key : .value
                index &+= 1
            } else if phase == .done {
                break
            }
        }
        position = index
    }

    /// Behind a value: the comma, the mark that closes, or the next string of an array although no comma is there.
    @inline(__always)
    private mutating func ordinaryNext(_ bytes: RawSpan, _ index: Int) -> Int {
        switch bytes[index] {
        case .comma:
            comma = index
            phase = isInObject ? .key : .value
            return index &+ 1
        case .closeBrace where isInObject, .closeBracket where !isInObject:
            pop()
            finishValue()
            return index &+ 1
        case .quote, 0x27, .openBrace, .openBracket, 0x30...0x39, 0x74, 0x66, 0x6E, 0x54, 0x46, 0x4E:
            guard !isInObject, repairsCommonly, hasRoom(at: index), startsNextElement(bytes, index) else { return 0 }
            edits.append(Edit(.missingComma, at: index, .comma))
            comma = nil
            phase = .value
            return index
        default: return 0
        }
    }

    /// A name with its colon, in quotation marks or a bare word.
    @inline(__always)
    private mutating func ordinaryKey(_ bytes: RawSpan, _ index: Int) -> Int {
        let byte = bytes[index]
        if byte == .quote || byte == 0x27 {
            guard byte == .quote || repairsCommonly && hasRoom(at: index),
                let end = endOfOrdinaryString(bytes, index, byte)
            else { return 0 }
            let colon = bytes.endOfWhitespace(from: end)
            guard colon < bytes.byteCount, bytes[colon] == .colon else { return 0 }
            memberStart = index
            noteMarks(byte, index, end)
            phase = .value
            hasContent = true
            return colon &+ 1
        }
        if byte == .closeBrace, phase == .firstKey, isInObject {
            pop()
            finishValue()
            return index &+ 1
        }
        guard repairsCommonly, hasRoom(at: index), byte < 0x80, byte != .period, Word.isPart(byte) else { return 0 }
        let end = Word.end(bytes, from: index &+ 1)
        let colon = bytes.endOfWhitespace(from: end)
        guard colon < bytes.byteCount, bytes[colon] == .colon else { return 0 }
        memberStart = index
        edits.append(Edit(.unquotedKey, at: index, .quotationMark))
        edits.append(Edit(.unquotedKey, at: end, .quotationMark))
        phase = .value
        hasContent = true
        return colon &+ 1
    }

    @inline(__always)
    private mutating func ordinaryValue(_ bytes: RawSpan, _ index: Int) -> Int {
        let byte = bytes[index]
        switch byte {
        case .quote: return ordinaryString(bytes, index, byte)
        case 0x27 where repairsCommonly && hasRoom(at: index): return ordinaryString(bytes, index, byte)
        case .openBrace, .openBracket:
            guard stack.count < maximumDepth else { return 0 }
            push(byte == .openBrace)
            comma = nil
            phase = byte == .openBrace ? .firstKey : .firstElement
            return index &+ 1
        case .closeBracket where phase == .firstElement && comma == nil && !isInObject:
            pop()
            finishValue()
            return index &+ 1
        case .minus, 0x30...0x39:
            let next = ordinaryEnd(bytes, bytes.endOfPlainNumber(from: index))
            return next > 0 ? next : ordinaryText(bytes, index)
        case 0x74, 0x66, 0x6E:
            let next = ordinaryEnd(bytes, bytes.endOfLiteral(from: index))
            return next > 0 ? next : ordinaryText(bytes, index)
        case 0x54, 0x46, 0x4E:
            let next = ordinaryPythonLiteral(bytes, index)
            return next > 0 ? next : ordinaryText(bytes, index)
        case 0x41...0x5A, 0x61...0x7A: return ordinaryText(bytes, index)
        default: return 0
        }
    }

    /// Ends a number or literal where only white space and a mark of structure follow.
    @inline(__always)
    mutating func ordinaryEnd(_ bytes: RawSpan, _ end: Int) -> Int {
        guard end > 0 else { return 0 }
        let next = bytes.endOfWhitespace(from: end)
        guard next < bytes.byteCount else { return 0 }
        switch bytes[next] {
        case .comma, .closeBrace, .closeBracket, .openBrace, .openBracket, .quote, 0x27: break
        case 0x30...0x39 where next > end && !isInObject: break
        case 0x74, 0x66, 0x6E, 0x54, 0x46, 0x4E:
            guard !isInObject, (end..<next).contains(where: { bytes[$0] == .lineFeed }) else { return 0 }
        default: return 0
        }
        finishValue()
        return next
    }

    /// A string, where what follows its first quotation mark shows that the mark closes it.
    @inline(never)
    private mutating func ordinaryString(_ bytes: RawSpan, _ index: Int, _ mark: UInt8) -> Int {
        guard let end = endOfOrdinaryString(bytes, index, mark) else { return 0 }
        let next = bytes.endOfWhitespace(from: end)
        guard next < bytes.byteCount else { return 0 }
        switch bytes[next] {
        case .comma: guard ordinarilyContinues(bytes, next) else { return 0 }
        case .closeBrace, .closeBracket: guard continues(bytes, from: next, isDamaged: false) else { return 0 }
        case .quote, 0x27:
            guard !isInObject, repairsCommonly else { return 0 }
            return ordinaryRow(bytes, index..<end, mark, next)
        case 0x30...0x39 where !isInObject && repairsCommonly:
            let behind = bytes.endOfWhitespace(from: Word.end(bytes, from: next))
            guard bytes[end &- 2] != .space, behind < bytes.byteCount, startsOrdinarily(bytes[behind]) else { return 0 }
        default: return mark == .quote && next == end ? ordinarilyMissedEnd(bytes, index, end &- 1) : 0
        }
        noteMarks(mark, index, end)
        finishValue()
        return next
    }

    /// In `"city": "York, "gender": "male"` the mark in front of the comma, where what stops the string opens a name.
    private mutating func ordinarilyMissedEnd(_ bytes: RawSpan, _ start: Int, _ mark: Int) -> Int {
        var end = mark
        while end > start, bytes[end &- 1].isJSONWhitespace { end &-= 1 }
        guard isInObject, repairsCommonly, hasRoom(at: start), bytes[mark &+ 1].isASCIILetter,
            bytes[end &- 1] == .comma
        else { return 0 }
        let commaBefore = end &- 1
        end = commaBefore
        while end > start, bytes[end &- 1].isJSONWhitespace { end &-= 1 }
        guard end > start &+ 1, bytes[end &- 1] < 0x80, bytes[end &- 1] != .quote,
            let nameEnd = endOfOrdinaryString(bytes, mark, .quote)
        else { return 0 }
        let colon = bytes.endOfWhitespace(from: nameEnd)
        guard colon < bytes.byteCount, bytes[colon] == .colon else { return 0 }
        let value = bytes.endOfWhitespace(from: colon &+ 1)
        guard value < bytes.byteCount else { return 0 }
        switch bytes[value] {
        case .quote, 0x27, .openBrace, .openBracket, 0x30...0x39: break
        default: return 0
        }
        hasQuotedString = true
        edits.append(Edit(.missingQuotationMark, at: end, .quotationMark))
        finishValue()
        // The comma and the name behind it have been read with that.
        comma = commaBefore
        memberStart = mark
        phase = .value
        return value
    }

    /// Whether the next member or element follows a comma.
    @inline(__always)
    mutating func ordinarilyContinues(_ bytes: RawSpan, _ comma: Int) -> Bool {
        let next = bytes.endOfWhitespace(from: comma &+ 1)
        guard next < bytes.byteCount else { return false }
        let byte = bytes[next]
        switch byte {
        case .closeBrace, .closeBracket, .comma, .period: return true
        case .openBrace, .openBracket: return !isInObject
        case .quote, 0x27:
            guard isInObject else { return true }
            guard let end = endOfOrdinaryString(bytes, next, byte) else { return false }
            let colon = bytes.endOfWhitespace(from: end)
            return colon < bytes.byteCount && bytes[colon] == .colon
        case 0x80...: return false
        default: break
        }
        guard Word.isPart(byte) else { return false }
        if isInObject == false { return true }
        let end = Word.end(bytes, from: next)
        let colon = bytes.endOfWhitespace(from: end)
        return colon &+ 1 < bytes.byteCount && bytes[colon] == .colon && bytes[colon &+ 1] != .slash
    }

    /// The strings of an array that follow each other without commas.
    private mutating func ordinaryRow(_ bytes: RawSpan, _ first: Range<Int>, _ mark: UInt8, _ behind: Int) -> Int {
        var (index, end, mark, next) = (first.lowerBound, first.upperBound, mark, behind)
        var isFirst = true
        while true {
            // A mark right behind the text says that the string ends, as long as the other is whole.
            guard hasRoom(at: index), bytes[end &- 2] != .space, next &+ 1 < bytes.byteCount, bytes[next &+ 1] > .slash,
                let nextEnd = endOfInlineString(bytes, next, bytes[next])
            else { return isFirst ? 0 : index }
            let follow = bytes.endOfWhitespace(from: nextEnd)
            guard follow >= bytes.byteCount || startsOrdinarily(bytes[follow]) else { return isFirst ? 0 : index }
            noteMarks(mark, index, end)
            finishValue()
            edits.append(Edit(.missingComma, at: next, .comma))
            comma = nil
            phase = .value
            isFirst = false
            (index, end, mark, next) = (next, nextEnd, bytes[next], follow)
            guard next < bytes.byteCount, bytes[next] == .quote || bytes[next] == 0x27 else { return index }
        }
    }

    /// Whether that byte ends an element of an array or starts one.
    @inline(__always)
    private mutating func startsOrdinarily(_ byte: UInt8) -> Bool {
        switch byte {
        case .comma, .closeBracket, .closeBrace, .quote, 0x27, .openBrace, .openBracket, 0x30...0x39: true
        default: false
        }
    }

    /// The end of a string in which nothing needs a repair; nil for any other.
    @inline(never)
    private mutating func endOfOrdinaryString(_ bytes: RawSpan, _ start: Int, _ mark: UInt8) -> Int? {
        endOfInlineString(bytes, start, mark)
    }

    @inline(__always)
    private mutating func endOfInlineString(_ bytes: RawSpan, _ start: Int, _ mark: UInt8) -> Int? {
        if mark == .quote, hasTriple(bytes, at: start) { return nil }
        let stop = lookahead.endOfPlainContents(bytes, start, mark)
        return stop < bytes.byteCount && bytes[stop] == mark ? stop &+ 1 : nil
    }

    /// Whether a few more repairs up to that place are not too many; near the limit the careful way counts them.
    @inline(__always)
    mutating func hasRoom(at index: Int) -> Bool {
        let count = edits.count &+ 2
        return count < Self.alwaysAllowedRepairs || count &* 5 <= Self.repairAllowance(index &- source)
    }

    @inline(__always)
    private mutating func noteMarks(_ mark: UInt8, _ start: Int, _ end: Int) {
        hasQuotedString = true
        guard mark != .quote else { return }
        edits.append(Edit(.quotationMark, start..<start &+ 1, .quotationMark))
        edits.append(Edit(.quotationMark, end &- 1..<end, .quotationMark))
    }
}
