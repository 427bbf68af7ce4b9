import LosslessJSON

extension LenientReader {
    mutating func readValue(_ bytes: RawSpan) throws(RepairFault) {
        let byte = bytes[position]
        if let mark = QuotationMark(bytes, at: position) {
            if stack.isEmpty == false, !isInObject, try closesArrayBeforeKey(bytes) { return }
            return try readString(bytes, mark, isKey: false)
        }
        switch byte {
        case .openBrace, .openBracket: try open(byte)
        case .closeBrace, .closeBracket:
            if isInObject { try supplyNull() } else { dropComma() }
            try close(bytes, byte)
        case .comma where isInObject:
            try supplyNull()
        case .comma: try dropRedundantComma()
        case .period where isEllipsis(bytes, at: position) && !isInObject: try dropEllipsis(bytes)
        case 0x28 where repairsLiberally: try openTuple()
        case 0x29 where tuples.last == stack.count && !isInObject:
            dropComma()
            try closeTuple()
        default: try readBareValue(bytes)
        }
    }

    mutating func readKey(_ bytes: RawSpan) throws(RepairFault) {
        let byte = bytes[position]
        memberStart = position
        if let mark = QuotationMark(bytes, at: position) { return try readString(bytes, mark, isKey: true) }
        switch byte {
        case .closeBrace, .closeBracket:
            dropComma()
            try close(bytes, byte)
        case .comma: try dropRedundantComma()
        case .period where isEllipsis(bytes, at: position): try dropEllipsis(bytes)
        case .openBrace where phase == .key: try closeObjectBeforeElement(bytes)
        default: try readBareKey(bytes)
        }
    }

    mutating func readColon(_ bytes: RawSpan) throws(RepairFault) {
        let byte = bytes[position]
        if byte == .colon {
            position += 1
        } else if byte == 0x3D {
            try require(.commonly, "expected ':'")
            let end = position + (position + 1 < bytes.byteCount && bytes[position + 1] == 0x3E ? 2 : 1)
            try note(Edit(.missingColon, position..<end, .colon))
            position = end
        } else if startsPlainValue(bytes, position) {
            try require(.commonly, "expected ':'")
            try insert(.missingColon, .colon, at: position)
        } else {
            throw fault("expected ':' behind a member name")
        }
        hasContent = true
        phase = .value
    }

    mutating func readNext(_ bytes: RawSpan) throws(RepairFault) {
        let byte = bytes[position]
        switch byte {
        case .comma:
            comma = position
            position += 1
            phase = isInObject ? .key : .value
        case .closeBrace, .closeBracket: try close(bytes, byte)
        case 0x29 where tuples.last == stack.count && !isInObject: try closeTuple()
        case .period where isEllipsis(bytes, at: position): try dropEllipsis(bytes)
        case .openBrace where isInObject: try closeObjectBeforeElement(bytes)
        default:
            try require(.commonly, "expected ',' or a closing mark")
            guard isInObject ? lookahead.key(bytes, position) == .yes : startsNextElement(bytes, position) else {
                throw fault("expected ',' or a closing mark")
            }
            try insert(.missingComma, .comma, at: position)
            comma = nil
            phase = isInObject ? .key : .value
        }
    }

    private mutating func open(_ byte: UInt8) throws(RepairFault) {
        guard stack.count < maximumDepth else { throw fault("too many arrays and objects are open at once") }
        push(byte == .openBrace)
        position += 1
        comma = nil
        phase = byte == .openBrace ? .firstKey : .firstElement
    }

    private mutating func dropRedundantComma() throws(RepairFault) {
        try require(.commonly, "a comma without anything before it")
        try note(Edit(.redundantComma, position..<position + 1))
        position += 1
    }

    private mutating func supplyNull() throws(RepairFault) {
        guard repairsLiberally else { throw fault("a member has no value") }
        try insert(.missingValue, .null, at: position)
        finishValue()
    }

    /// In `[{"a":1,{"a":2}]` the brace of the first object is missing.
    private mutating func closeObjectBeforeElement(_ bytes: RawSpan) throws(RepairFault) {
        try require(.commonly, "expected a member name")
        guard isInObject, stack.count > 1, stack[stack.count - 2].isObject == false,
            previous(bytes, before: comma) != .closeBrace
        else { throw fault("expected a member name") }
        try insertBehind(.missingBracket, .closeBrace, at: comma ?? position)
        if comma == nil { try insert(.missingComma, .comma, at: position) }
        pop()
        phase = .value
    }

    /// In `{"a":[1,2,"b":3}` the bracket of the array is missing.
    private mutating func closesArrayBeforeKey(_ bytes: RawSpan) throws(RepairFault) -> Bool {
        guard phase == .value, let comma, stack.count > 1, stack[stack.count - 2].isObject,
            tuples.last != stack.count, lookahead.key(bytes, position) == .yes
        else { return false }
        // Behind another array it cannot be told which of the two lost its bracket.
        if previous(bytes, before: comma) == .closeBracket { throw fault("an array lost its closing mark somewhere") }
        try insertBehind(.missingBracket, .closeBracket, at: comma)
        pop()
        phase = .key
        return true
    }

    /// Closes a container by a mark that fits, or finds the one reading of a mark that does not.
    private mutating func close(_ bytes: RawSpan, _ byte: UInt8) throws(RepairFault) {
        let isBrace = byte == .closeBrace
        guard let top = stack.last, tuples.last != stack.count else {
            throw fault("a closing mark without an open one")
        }
        if top.isObject != isBrace {
            let follow = lookahead.significant(bytes, position + 1)
            let parent = stack.count > 1 ? stack[stack.count - 2].isObject : nil
            let outer = top.otherKind
            let grandparent = outer > 1 ? stack[outer - 2].isObject : nil
            let closesOuter = outer > 0 ? fit(bytes, follow, in: grandparent) : 0
            let isTypo = fit(bytes, follow, in: parent)
            // Only a doubled brace is one too many; another mark may have lost its opening one, of which an array shows
            // no trace.
            let isExtra = isBrace && previous(bytes) == byte ? fit(bytes, follow, in: top.isObject) : 0
            let best = max(closesOuter, isTypo, isExtra)
            guard best > 0 else { throw fault("a closing mark does not match what is open") }
            if closesOuter == best {
                while stack.count > outer {
                    try insert(.missingBracket, .closing(isObject: isInObject), at: position)
                    pop()
                }
            } else if isTypo == best {
                try note(Edit(.wrongBracket, position..<position + 1, .closing(isObject: top.isObject)))
            } else {
                try note(Edit(.extraBracket, position..<position + 1))
                position += 1
                hasContent = true
                phase = .next
                return
            }
        }
        position += 1
        pop()
        finishValue()
    }

    /// The last byte before the current one that is not whitespace.
    private mutating func previous(_ bytes: RawSpan, before index: Int? = nil) -> UInt8 {
        var before = (index ?? position) - 1
        while before > source, bytes[before].isJSONWhitespace { before -= 1 }
        return before >= 0 ? bytes[before] : 0
    }

    /// How well what follows a closing mark fits a container (nil: the end of the value): 2 well, 1 perhaps, 0 not.
    private mutating func fit(_ bytes: RawSpan, _ index: Int, in isObject: Bool?) -> Int {
        guard index < bytes.byteCount else { return isObject == nil ? 2 : 1 }
        let byte = bytes[index]
        guard let isObject else {
            switch byte {
            case .comma, .colon, .quote: return 0
            default: return 1
            }
        }
        switch byte {
        case .closeBrace: return isObject ? 2 : 1
        case .closeBracket: return isObject ? 1 : 2
        case .comma:
            let next = lookahead.significant(bytes, index + 1)
            guard next < bytes.byteCount else { return 1 }
            let isKey = lookahead.key(bytes, next) == .yes
            if isObject { return isKey ? 2 : bytes[next] == .closeBrace ? 1 : 0 }
            return isKey ? 0 : 2
        default:
            if isObject { return lookahead.key(bytes, index) == .yes ? 1 : 0 }
            return 0
        }
    }

    /// Whether a value starts here that needs no quotation marks to be supplied.
    mutating func startsPlainValue(_ bytes: RawSpan, _ index: Int) -> Bool {
        if QuotationMark(bytes, at: index) != nil { return true }
        let byte = bytes[index]
        if byte == .openBrace || byte == .openBracket || byte.isASCIIDigit { return true }
        if byte == .minus { return index + 1 < bytes.byteCount && bytes[index + 1].isASCIIDigit }
        return Word(bytes, at: index).literal != nil
    }

    /// Whether an array's next element starts here although the comma is missing.
    mutating func startsNextElement(_ bytes: RawSpan, _ index: Int) -> Bool {
        guard startsPlainValue(bytes, index) else { return false }
        guard bytes[index].isASCIIDigit, bytes[index - 1] == .space else { return true }
        // "1 234" on one line may be one number with its digits grouped.
        return Word.end(bytes, from: index) - index != 3 || bytes[index - 2].isASCIIDigit == false
    }

    private mutating func isEllipsis(_ bytes: RawSpan, at index: Int) -> Bool {
        repairsCommonly && index + 2 < bytes.byteCount && bytes[index + 1] == .period && bytes[index + 2] == .period
    }

    /// Leaves out three dots together with the comma behind them.
    private mutating func dropEllipsis(_ bytes: RawSpan) throws(RepairFault) {
        let start = position
        while position < bytes.byteCount, bytes[position] == .period { position += 1 }
        try note(Edit(.ellipsis, start..<position))
        try skipSpace(bytes)
        guard position < bytes.byteCount else { return }
        switch bytes[position] {
        case .comma where phase != .next:
            try note(Edit(.ellipsis, position..<position + 1))
            position += 1
        case .comma, .closeBrace, .closeBracket: break
        default: throw fault("three dots stand for something that is missing")
        }
    }

    private mutating func openTuple() throws(RepairFault) {
        try note(Edit(.parentheses, position..<position + 1, .openBracket))
        position += 1
        comma = nil
        push(false)
        tuples.append(stack.count)
        phase = .firstElement
    }

    private mutating func closeTuple() throws(RepairFault) {
        try note(Edit(.parentheses, position..<position + 1, .closeBracket))
        position += 1
        tuples.removeLast()
        pop()
        finishValue()
    }
}
