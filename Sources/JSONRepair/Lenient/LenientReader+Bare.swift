import LosslessJSON

extension LenientReader {
    /// Reads a name without quotation marks, or with the closing one only.
    mutating func readBareKey(_ bytes: RawSpan) throws(RepairFault) {
        let start = position
        let end = Word(bytes, at: start).range.upperBound
        guard end > start else { throw fault("expected a member name") }
        try require(.commonly, "a member name without quotation marks")
        position = end
        guard end < bytes.byteCount else {
            phase = .colon
            return
        }
        if bytes[end] == .quote {
            try insert(.missingQuotationMark, .quotationMark, at: start)
            position = end + 1
        } else {
            try insert(.unquotedKey, .quotationMark, at: start)
            try insert(.unquotedKey, .quotationMark, at: end)
        }
        try skipSpace(bytes)
        guard position < bytes.byteCount else {
            phase = .colon
            return
        }
        guard bytes[position] == .colon else { throw fault("expected ':' behind a member name") }
        phase = .colon
    }

    /// Reads a number, a literal, or text that lacks its quotation marks.
    mutating func readBareValue(_ bytes: RawSpan) throws(RepairFault) {
        let start = position
        if bytes[start] == .minus || bytes[start].isASCIIDigit,
            let end = try? JSONScanner.endOfNumber(bytes, from: start), isDelimited(bytes, end)
        {
            return try finishNumber(bytes, end)
        }
        let word = Word(bytes, at: start)
        if isDelimited(bytes, word.range.upperBound), word.range.isEmpty == false || bytes[start] == .plus {
            if try readLiteral(bytes, word) { return }
        }
        if try readUnusualNumber(bytes) { return }
        try readText(bytes, word)
    }

    /// Whether a word or number may end here.
    private mutating func isDelimited(_ bytes: RawSpan, _ index: Int) -> Bool {
        if endsHere(bytes, index) { return true }
        switch bytes[index] {
        case .comma, .closeBrace, .closeBracket, .openBrace, .openBracket, .quote, 0x27, 0x29: return true
        case .slash: return index + 1 < bytes.byteCount && (bytes[index + 1] == .slash || bytes[index + 1] == 0x2A)
        case let byte where byte.isJSONWhitespace: return endsToken(bytes, index)
        default: return lookahead.endOfUnusualSpace(bytes, at: index) != nil
        }
    }

    /// Whether the spaces from `index` on end a value, rather than standing between words of a text.
    private mutating func endsToken(_ bytes: RawSpan, _ index: Int) -> Bool {
        var next = index
        while next < bytes.byteCount, bytes[next].isJSONWhitespace {
            if bytes[next] == .lineFeed { return true }
            next += 1
        }
        if endsHere(bytes, next) { return true }
        switch bytes[next] {
        case .comma, .closeBrace, .closeBracket, .slash, .openBrace, .openBracket, .quote, 0x27, .period, 0x23:
            return true
        case .minus, 0x30...0x39: return !isInObject
        default: return bytes[next] >= 0x80 || (isInObject && Word(bytes, at: next).range.isEmpty == false)
        }
    }

    private mutating func finishNumber(_ bytes: RawSpan, _ end: Int) throws(RepairFault) {
        // "1,000" inside of an array could be two elements or one; its zeros are no number of JSON.
        position = end
        if end == bytes.byteCount {
            try require(.commonly, "the text ends inside a number")
            try insert(.cutNumber, .nothing, at: end)
        }
        finishValue()
    }

    private mutating func readLiteral(_ bytes: RawSpan, _ word: Word) throws(RepairFault) -> Bool {
        let range = word.range
        if let literal = word.literal {
            position = range.upperBound
            if bytes.endOfLiteral(from: range.lowerBound) != range.upperBound {
                try require(.commonly, "a literal that JSON spells otherwise")
                try note(Edit(.literal, range, literal))
            }
            finishValue()
            return true
        }
        if range.upperBound == bytes.byteCount, word.startsLiteral {
            try cutValue(range)
            return true
        }
        if word.isNotANumber {
            try require(.liberally, "a value that JSON has no literal for")
            try note(Edit(.notANumber, range, .null))
            position = range.upperBound
            finishValue()
            return true
        }
        if word.resemblesLiteral { throw fault("a word that is almost a literal") }
        return false
    }

    /// The text ends inside of something that says nothing yet: leaves it out.
    private mutating func cutValue(_ range: Range<Int>) throws(RepairFault) {
        try require(.commonly, "the text ends inside a value")
        position = range.upperBound
        // Behind a colon the whole member goes, behind an opening mark or a comma only the beginning of the value.
        if isInObject {
            phase = .value
        } else {
            try note(Edit(.cutMember, range))
            phase = comma == nil ? .firstElement : .value
        }
    }

    /// Reads `.5`, `5.` and `+5`; what is cut off within a number's exponent is left out.
    private mutating func readUnusualNumber(_ bytes: RawSpan) throws(RepairFault) -> Bool {
        let start = position
        var index = start
        let hasPlus = bytes[index] == .plus
        if hasPlus || bytes[index] == .minus { index += 1 }
        let digits = index
        while index < bytes.byteCount, bytes[index].isASCIIDigit { index += 1 }
        let whole = index - digits
        if whole > 1, bytes[digits] == .zero { return false }
        var period: Int?
        if index < bytes.byteCount, bytes[index] == .period {
            period = index
            index += 1
            while index < bytes.byteCount, bytes[index].isASCIIDigit { index += 1 }
        }
        let fraction = period.map { index - $0 - 1 } ?? 0
        guard whole + fraction > 0, isDelimited(bytes, index) else { return false }
        guard repairsCommonly else { return false }
        if hasPlus { try note(Edit(.numberForm, start..<digits)) }
        if whole == 0 { try insert(.numberForm, .zero, at: digits) }
        if let period, fraction == 0 {
            if index == bytes.byteCount {
                try note(Edit(.numberForm, period..<index))
            } else {
                try insert(.numberForm, .zero, at: index)
            }
        }
        try finishNumber(bytes, index)
        return true
    }

    /// Reads text without quotation marks up to the comma, mark or line end that closes it.
    private mutating func readText(_ bytes: RawSpan, _ word: Word) throws(RepairFault) {
        try require(.commonly, "expected a value")
        let start = position
        guard Word.isPart(bytes[start]) || bytes[start] == 0x40, bytes[start] != .period else {
            throw fault("expected a value")
        }
        // Nothing of a word but the bytes outside of ASCII needs a second look.
        var index = bytes.endOfASCII(word.range)
        var end = index
        var isQuoted = false
        scan: while index < bytes.byteCount {
            let byte = bytes[index]
            switch byte {
            case .quote:
                guard try textEndsAtMark(bytes, index, end) else { isQuoted = true; break scan }
                break scan
            case .comma, .closeBrace, .closeBracket, .lineFeed, .carriageReturn: break scan
            case .slash where index + 1 < bytes.byteCount && bytes[index + 1] == 0x2A && end < index: break scan
            case .slash where index + 1 < bytes.byteCount && bytes[index + 1] == .slash && end < index: break scan
            case .openBrace, .openBracket, .backslash, 0x60, 0x3B, 0x3C, 0x3E, 0x7C, ..<0x20:
                position = index
                throw fault("text without quotation marks that has marks of code in it")
            case .colon where index + 1 >= bytes.byteCount || bytes[index + 1].isJSONWhitespace:
                position = index
                throw fault("text without quotation marks that has a colon in it")
            case 0x3D where end < index:
                position = index
                throw fault("text without quotation marks that has marks of code in it")
            case .space: index += 1
            default:
                let length = byte < 0x80 ? 1 : bytes.lengthOfSequence(at: index)
                guard length > 0 else { throw fault("the bytes are not UTF-8") }
                index += length
                end = index
            }
        }
        try finishText(bytes, start..<end, word, isQuoted: isQuoted)
    }

    /// A quotation mark behind bare text is its closing one (`foo","b"`), or opens the next name (`foo "b":`).
    private mutating func textEndsAtMark(_ bytes: RawSpan, _ index: Int, _ end: Int) throws(RepairFault) -> Bool {
        if end < index, isInObject, lookahead.key(bytes, index) == .yes { return true }
        if end == index, closes(bytes, index, QuotationMark.plain, false, isDamaged: true) { return false }
        position = index
        throw fault("a quotation mark within text that has none around it")
    }

    private mutating func finishText(
        _ bytes: RawSpan, _ range: Range<Int>, _ word: Word, isQuoted: Bool
    ) throws(RepairFault) {
        let end = range.upperBound
        lookahead.count(range.count)
        if isQuoted {
            try insert(.missingQuotationMark, .quotationMark, at: range.lowerBound)
            position = end + 1
            hasQuotedString = true
            return finishValue()
        }
        if word.range == range {
            if end == bytes.byteCount, word.startsLiteral { return try cutValue(range) }
            if word.resemblesLiteral { throw fault("a word that is almost a literal") }
        }
        guard hasClearMeaning(bytes, range, word) else { throw fault("text without quotation marks that may go on") }
        if end == bytes.byteCount, looksLikeNumber(bytes, range) { return try cutValue(range) }
        guard isPlausible(bytes, range) else { throw fault("text without quotation marks that is almost a number") }
        position = end
        try checkTextEnd(bytes, end)
        try insert(.unquotedText, .quotationMark, at: range.lowerBound)
        try insert(.unquotedText, .quotationMark, at: end)
        hasUnquotedText = true
        finishValue()
    }

    /// Neither words that the text ends in, which may be anything, nor a call, nor dots for something left out.
    private mutating func hasClearMeaning(_ bytes: RawSpan, _ range: Range<Int>, _ word: Word) -> Bool {
        if range.upperBound == bytes.byteCount, range.contains(where: { bytes[$0] == .space }) { return false }
        let first = bytes[range.lowerBound]
        if first == .minus, range.count > 1, bytes[range.lowerBound + 1] == .minus { return false }
        // "1 2" and "1 null" have lost a comma, or are one number.
        let end = word.range.upperBound
        if end < range.upperBound, bytes[end] == .space, word.literal != nil || looksLikeNumber(bytes, word.range) {
            return false
        }
        if end < range.upperBound, bytes[end] == 0x28 { return false }
        let last = range.upperBound - 1
        return range.count < 3 || bytes[last] != .period || bytes[last - 1] != .period || bytes[last - 2] != .period
    }

    mutating func looksLikeNumber(_ bytes: RawSpan, _ range: Range<Int>) -> Bool {
        guard bytes[range.lowerBound].isASCIIDigit || bytes[range.lowerBound] == .minus else { return false }
        return range.allSatisfy {
            switch bytes[$0] {
            case 0x30...0x39, 0x5F, 0x65, 0x45, .plus, .period: true
            case .minus: $0 == range.lowerBound || bytes[$0 - 1] | 0x20 == 0x65
            default: false
            }
        }
    }

    /// Not a number in a form that a reader could take for another: hexadecimal, grouped, or broken in its exponent.
    private mutating func isPlausible(_ bytes: RawSpan, _ range: Range<Int>) -> Bool {
        if looksLikeNumber(bytes, range) {
            // Zeros in front and versions such as 0.0.1 are kept as text, except what may be a part of "1,000".
            return range.allSatisfy { bytes[$0].isASCIIDigit || bytes[$0] == .period } && comma != range.lowerBound - 1
        }
        return range.count < 2 || bytes[range.lowerBound] != .zero || bytes[range.lowerBound + 1] | 0x20 != 0x78
    }

    /// Bare text may end at a comma or line only where the next member or element starts behind it.
    private mutating func checkTextEnd(_ bytes: RawSpan, _ end: Int) throws(RepairFault) {
        let next = lookahead.significant(bytes, end)
        if endsHere(bytes, next) { return }
        switch bytes[next] {
        case .closeBrace, .closeBracket: return
        case .comma:
            guard isInObject else { return }
            let behind = lookahead.significant(bytes, next + 1)
            if endsHere(bytes, behind) { return }
            switch bytes[behind] {
            case .closeBrace, .closeBracket, .comma, .period, .openBrace: return
            default:
                let key = lookahead.key(bytes, behind)
                if key == .yes || key == .cut { return }
            }
        default:
            if isInObject, lookahead.key(bytes, next) == .yes { return }
        }
        throw fault("text without quotation marks has no clear end")
    }
}
