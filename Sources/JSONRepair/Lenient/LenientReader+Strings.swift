import LosslessJSON

extension LenientReader {
    /// What is known about the string being read.
    private struct Content {
        let start: Int
        let isKey: Bool
        /// Whether a quotation mark has been taken as part of the text.
        var isDamaged = false
        /// Whether the last mark taken as part of the text was the second of a pair.
        var endsPair = false
        /// Whether plain quotation marks stand in a string that others enclose.
        var hasForeignMarks = false
        /// Marks that open a quotation inside of the text and wait for their partner.
        var openQuotations = 0
    }

    private enum Verdict {
        case close, inner
        /// The closing mark is missing: the string ended before this place.
        case endedBefore(Int)
    }

    /// Reads a string in any quotation marks, deciding for every mark of its family whether it closes the string.
    mutating func readString(_ bytes: RawSpan, _ opening: QuotationMark, isKey: Bool) throws(RepairFault) {
        hasQuotedString = true
        if opening.family == .plain, try readTripleQuoted(bytes, isKey: isKey) { return }
        var mark = opening
        if mark.family != .plain {
            try require(.commonly, "quotation marks other than \"")
            try note(Edit(.quotationMark, position..<position + mark.length, .quotationMark))
        }
        var content = Content(start: position + mark.length, isKey: isKey)
        var index = content.start
        if mark.length == 1 { index = lookahead.endOfPlainContents(bytes, position, bytes[position]) }
        while true {
            index = mark.isDouble ? bytes.endOfPlainRun(from: index) : bytes.endOfSingleQuotedRun(from: index)
            if content.isDamaged, mark.length == 1 { index = keepOrdinaryMarks(bytes, index, &content) }
            guard index < bytes.byteCount else { return try cutString(bytes, content) }
            let byte = bytes[index]
            if let found = QuotationMark(bytes, at: index), found.mayClose(mark) {
                if repairsLiberally, let next = joinedString(bytes, behind: index, found) {
                    try note(Edit(.concatenation, index..<next.start))
                    (index, mark) = (next.start, next.mark)
                    continue
                }
                switch try verdict(bytes, index, found, content) {
                case .close:
                    if found.family != .plain {
                        try note(Edit(.quotationMark, index..<index + found.length, .quotationMark))
                    }
                    position = index + found.length
                    return finishString(isKey)
                case .inner:
                    try require(.commonly, "a quotation mark inside a string")
                    try keep(bytes, found, at: index, &content)
                    index += found.length
                case .endedBefore(let end):
                    edits.removeAll(from: end)
                    try insert(.missingQuotationMark, .quotationMark, at: end)
                    position = end
                    return finishString(isKey)
                }
            } else if byte == .quote {
                try note(Edit(.innerQuotationMark, index..<index + 1, .escapedQuotationMark))
                content.hasForeignMarks = true
                index += 1
            } else if byte == .backslash, index + 1 < bytes.byteCount,
                bytes[index + 1].isSimpleEscape
            {
                index += 2
            } else if byte == .backslash {
                index = try readEscape(bytes, at: index, isSingle: mark.family == .single)
            } else if byte < 0x20 {
                try escapeControl(byte, at: index)
                index += 1
            } else if byte >= 0x80 {
                index = try endOfForeign(bytes, index, mark)
            } else {
                index += 1
            }
        }
    }

    /// Behind text outside of ASCII, up to what may be a mark that closes the string.
    private mutating func endOfForeign(_ bytes: RawSpan, _ start: Int, _ mark: QuotationMark) throws(RepairFault) -> Int
    {
        var end = start
        if mark.length == 1 {
            end = bytes.endOfSequences(from: start)
        } else {
            repeat {
                let length = bytes.lengthOfSequence(at: end)
                guard length > 0 else { break }
                end += length
            } while end < bytes.byteCount && bytes[end] >= 0x80 && bytes[end] != 0xE2
        }
        guard end > start else { throw RepairFault(offset: start, reason: "the bytes are not UTF-8") }
        return end
    }

    private mutating func finishString(_ isKey: Bool) {
        if isKey { phase = .colon } else { finishValue() }
    }

    /// The text ends inside of the string: a member without a value is left out, a value is closed.
    private mutating func cutString(_ bytes: RawSpan, _ content: Content) throws(RepairFault) {
        position = bytes.byteCount
        try require(.commonly, "the text ends inside a string")
        guard content.isDamaged == false, content.hasForeignMarks == false else {
            throw RepairFault(offset: content.start, reason: "a string with quotation marks inside has no clear end")
        }
        if content.isKey {
            let hidesStructure = (content.start..<position).contains {
                [.colon, .comma, .closeBrace, .closeBracket, .openBrace, .openBracket].contains(bytes[$0])
            }
            if hidesStructure { throw RepairFault(offset: content.start, reason: "a member name has no clear end") }
            phase = .colon
            return
        }
        var end = bytes.byteCount
        while end > content.start, bytes[end - 1].isJSONWhitespace { end -= 1 }
        if endsWithFence(bytes, content.start..<end) {
            throw RepairFault(offset: content.start, reason: "a string runs into the end of its code block")
        }
        var mark = end
        while mark > content.start, [.closeBrace, .closeBracket, .space].contains(bytes[mark - 1]) { mark -= 1 }
        if mark < end, mark > content.start, bytes[mark - 1] == .quote {
            throw RepairFault(offset: mark - 1, reason: "an escaped quotation mark that may be the closing one")
        }
        edits.removeAll(from: end)
        try note(Edit(.cutString, end..<bytes.byteCount, .quotationMark))
        finishValue()
    }

    private mutating func endsWithFence(_ bytes: RawSpan, _ range: Range<Int>) -> Bool {
        range.count > 3 && range.suffix(3).allSatisfy { bytes[$0] == 0x60 } && bytes[range.upperBound - 4] == .lineFeed
    }

    /// Takes a quotation mark as a part of the text, and notes whether it opens or closes a quotation there.
    private mutating func keep(
        _ bytes: RawSpan, _ mark: QuotationMark, at index: Int, _ content: inout Content
    ) throws(RepairFault) {
        guard content.isKey == false else { throw RepairFault(offset: index, reason: "quotation marks inside a name") }
        let end = index + mark.length
        let opens = (index == content.start || Self.opensBehind(bytes[index - 1])) && !closesBefore(bytes, end)
        content.endsPair = content.openQuotations > 0
        if content.openQuotations > 0 {
            content.openQuotations -= 1
        } else if opens {
            content.openQuotations += 1
        } else if end < bytes.byteCount, [.comma, .colon, .closeBrace, .closeBracket].contains(bytes[end]) {
            throw RepairFault(offset: index, reason: "a quotation mark that may or may not end its string")
        }
        content.isDamaged = true
        if mark.family == .plain { try note(Edit(.innerQuotationMark, index..<end, .escapedQuotationMark)) }
    }

    /// Takes marks as a part of a text that has had such marks before, as long as one glance shows that they are.
    ///
    /// It decides nothing of its own: the careful way would take them alike.
    private mutating func keepOrdinaryMarks(_ bytes: RawSpan, _ first: Int, _ content: inout Content) -> Int {
        let mark = bytes[content.start &- 1]
        var index = first
        var openQuotations = content.openQuotations
        var endsPair = content.endsPair
        while index &+ 1 < bytes.byteCount, bytes[index] == mark, !content.isKey, !repairsLiberally, hasRoom(at: index)
        {
            let end = index &+ 1
            if openQuotations > 0 {
                openQuotations &-= 1
                endsPair = true
            } else {
                // In a damaged string only structure behind a mark can close it.
                let next = lookahead.significant(bytes, end)
                guard next < bytes.byteCount, Self.cannotFollow(bytes[next]) else { break }
                endsPair = false
                if Self.opensBehind(bytes[index &- 1]), !closesBefore(bytes, end) { openQuotations &+= 1 }
            }
            if mark == .quote { edits.append(Edit(.innerQuotationMark, index..<end, .escapedQuotationMark)) }
            index = Lookahead.endOfContents(bytes, end, mark)
        }
        content.openQuotations = openQuotations
        content.endsPair = endsPair
        return index
    }

    /// Whether that byte, behind spaces and comments, is neither structure nor the end of a code block.
    @inline(__always)
    private static func cannotFollow(_ byte: UInt8) -> Bool {
        switch byte {
        case .closeBrace, .closeBracket, .comma, .colon, 0x29, 0x60, 0x7E, 0x3C: false
        default: true
        }
    }

    /// Whether a quotation may start behind that byte.
    @inline(__always)
    private static func opensBehind(_ byte: UInt8) -> Bool {
        switch byte {
        case ...0x20, 0x28, .openBracket, .openBrace, 0x3C, 0x3D, .comma, .colon, 0x3B, .minus, .slash, 0x3E, 0x7C: true
        default: false
        }
    }

    /// Whether what follows a mark says that a quotation ends there.
    private mutating func closesBefore(_ bytes: RawSpan, _ index: Int) -> Bool {
        guard index < bytes.byteCount else { return true }
        switch bytes[index] {
        case ...0x20, .period, .comma, 0x3B, .colon, 0x21, 0x3F, 0x29, .closeBracket, .closeBrace, 0x3E: return true
        default: return false
        }
    }

    private mutating func verdict(
        _ bytes: RawSpan, _ index: Int, _ mark: QuotationMark, _ content: Content
    ) throws(RepairFault) -> Verdict {
        // A quotation inside of the text has to end before the string can.
        if content.openQuotations > 0 { return .inner }
        if closes(bytes, index, mark, content.isKey, isDamaged: content.isDamaged) {
            // Whether the marks at both ends belong to the text or were doubled by mistake cannot be told.
            if content.isDamaged, bytes[index - 1] == .quote, bytes[content.start] == .quote || !content.endsPair {
                throw RepairFault(offset: index, reason: "a string in doubled quotation marks")
            }
            return .close
        }
        if content.isKey, index > content.start + 1, bytes[index - 1] == .colon, repairsCommonly {
            return .endedBefore(index - 1)
        }
        if !content.isKey, !content.isDamaged, isInObject, mark.family != .smartDouble, mark.family != .smartSingle,
            let end = missedEnd(bytes, index, content)
        {
            return .endedBefore(end)
        }
        return .inner
    }

    /// In `"city": "New York, "gender": "male"` the mark before gender opens a name, and the one before the comma is
    /// missing.
    private mutating func missedEnd(_ bytes: RawSpan, _ index: Int, _ content: Content) -> Int? {
        var end = index
        while end > content.start, bytes[end - 1].isJSONWhitespace { end -= 1 }
        guard end > content.start, repairsCommonly else { return nil }
        let isBehindComma = bytes[end - 1] == .comma
        guard isBehindComma || (end..<index).contains(where: { bytes[$0] == .lineFeed }),
            lookahead.key(bytes, index) == .yes, startsMember(bytes, index)
        else { return nil }
        if isBehindComma { end -= 1 }
        while end > content.start, bytes[end - 1].isJSONWhitespace { end -= 1 }
        // An escaped or typographic mark right there may be the closing one, gone wrong.
        guard end > content.start, bytes[end - 1] != .quote else { return nil }
        return end >= content.start + 3 && QuotationMark(bytes, at: end - 3)?.length == 3 ? nil : end
    }

    /// Whether a quoted name, a colon and the beginning of a value stand there.
    private mutating func startsMember(_ bytes: RawSpan, _ index: Int) -> Bool {
        guard let mark = QuotationMark(bytes, at: index), let end = lookahead.endOfQuoted(bytes, index, mark) else {
            return false
        }
        let colon = lookahead.significant(bytes, end)
        guard colon < bytes.byteCount, bytes[colon] == .colon else { return false }
        let value = lookahead.significant(bytes, colon + 1)
        return value < bytes.byteCount && startsPlainValue(bytes, value)
    }

    /// Whether strings are joined here, as in `"a" + "b"`.
    private mutating func joinedString(
        _ bytes: RawSpan, behind index: Int, _ mark: QuotationMark
    ) -> (start: Int, mark: QuotationMark)? {
        let plus = lookahead.significant(bytes, index + mark.length)
        guard plus < bytes.byteCount, bytes[plus] == .plus else { return nil }
        let next = lookahead.significant(bytes, plus + 1)
        guard next < bytes.byteCount, let mark = QuotationMark(bytes, at: next) else { return nil }
        return (next + mark.length, mark)
    }
}
