import LosslessJSON

extension LenientReader {
    /// Whether a quotation mark closes the string it stands in, by what follows it.
    mutating func closes(
        _ bytes: RawSpan, _ index: Int, _ mark: QuotationMark, _ isKey: Bool, isDamaged: Bool
    ) -> Bool {
        let behind = index + mark.length
        let next = lookahead.significant(bytes, behind)
        if endsHere(bytes, next) { return true }
        let byte = bytes[next]
        if isKey {
            switch byte {
            case .colon, .comma, .closeBrace, .closeBracket, 0x3D: return true
            default:
                guard startsPlainValue(bytes, next) else { return false }
                return QuotationMark(bytes, at: next) == nil || startsWholeElement(bytes, next)
            }
        }
        switch byte {
        case .closeBrace, .closeBracket: return continues(bytes, from: next, isDamaged: isDamaged)
        case .comma: return continuesBehindComma(bytes, next, isObject: isInObject, isDamaged: isDamaged)
        case 0x29: return tuples.last == stack.count
        default: break
        }
        guard isDamaged == false, repairsCommonly else { return false }
        let isNewLine = (behind..<next).contains { bytes[$0] == .lineFeed }
        let isSnug = index > 0 && bytes[index - 1] != .space
        if isInObject {
            guard isNewLine || (isSnug && QuotationMark(bytes, at: next) != nil) else { return false }
            return lookahead.key(bytes, next) != .no && lookahead.key(bytes, next) != .noColon
        }
        guard startsPlainValue(bytes, next), isNewLine || isSnug else { return false }
        return isNewLine || startsWholeElement(bytes, next)
    }

    /// Whether an array's element that starts here without a comma before it is followed by what may follow one.
    private mutating func startsWholeElement(_ bytes: RawSpan, _ index: Int) -> Bool {
        let end: Int
        if let mark = QuotationMark(bytes, at: index) {
            guard index + mark.length < bytes.byteCount, bytes[index + mark.length] > .slash,
                let closing = lookahead.endOfQuoted(bytes, index, mark)
            else { return false }
            end = closing
        } else if bytes[index] == .openBrace || bytes[index] == .openBracket {
            return true
        } else {
            end = Word(bytes, at: index).range.upperBound
        }
        let next = lookahead.significant(bytes, end)
        guard next < bytes.byteCount else { return true }
        switch bytes[next] {
        case .comma, .closeBracket, .closeBrace: return true
        default: return startsPlainValue(bytes, next)
        }
    }

    /// Whether closing marks from `index` on, and what follows them, fit what is open.
    mutating func continues(_ bytes: RawSpan, from index: Int, isDamaged: Bool) -> Bool {
        var depth = stack.count
        var next = index
        while next < bytes.byteCount, bytes[next] == .closeBrace || bytes[next] == .closeBracket {
            if depth == 0 { return !isDamaged || bytes[next] == .closeBrace || bytes[next] == .closeBracket }
            guard stack[depth - 1].isObject == (bytes[next] == .closeBrace) else { return !isDamaged }
            depth -= 1
            next = lookahead.significant(bytes, next + 1)
        }
        if endsHere(bytes, next) { return true }
        let byte = bytes[next]
        if depth == 0 {
            if byte == .quote { return false }
            return !isDamaged || (byte != .comma && byte != .colon)
        }
        if byte == .comma {
            return continuesBehindComma(bytes, next, isObject: stack[depth - 1].isObject, isDamaged: isDamaged)
        }
        if byte == 0x29 { return tuples.isEmpty == false }
        return isDamaged ? QuotationMark(bytes, at: next) != nil : startsPlainValue(bytes, next) || isInObject
    }

    /// Whether what follows a comma may be the next member or element.
    private mutating func continuesBehindComma(
        _ bytes: RawSpan, _ comma: Int, isObject: Bool, isDamaged: Bool
    ) -> Bool {
        let next = lookahead.significant(bytes, comma + 1)
        if endsHere(bytes, next) { return true }
        switch bytes[next] {
        case .comma, .closeBrace, .closeBracket, .period: return true
        case .openBrace, .openBracket: return !isObject || stack.count > 1
        default: break
        }
        if isObject {
            switch lookahead.key(bytes, next) {
            case .yes: return true
            case .cut: return !isDamaged
            case .no: return false
            case .noColon:
                // The colon may be missing, but not in a text that is already in doubt.
                guard !isDamaged, let mark = QuotationMark(bytes, at: next),
                    let end = lookahead.endOfQuoted(bytes, next, mark)
                else { return false }
                return startsPlainValue(bytes, lookahead.significant(bytes, end))
            }
        }
        return startsPlainValue(bytes, next) || (!isDamaged && Word(bytes, at: next).range.isEmpty == false)
    }
}
