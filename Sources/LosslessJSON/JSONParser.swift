/// The strict parser of RFC 8259: one loop over the bytes, no recursion, a tape as its result.
///
/// It stops at the first fault with ``position`` and ``phase`` at the start of the token at fault, and can go on from
/// there over other bytes that agree with the old ones before that position. That is how a repair costs one parse.
package struct JSONParser: ~Copyable {
    /// What has to come next.
    package enum Phase: Sendable {
        case value, firstElement, firstKey, key, colon, next, done
    }

    package private(set) var tape = JSONTape()
    package private(set) var position: Int
    package private(set) var phase = Phase.value
    package private(set) var depth = 0
    private var open = Self.none
    /// The kind of the innermost open container, and how many values it has so far; its entry learns that in the end.
    private var isOpenObject = false
    private var openCount = 0
    private let maximumDepth: Int
    private static let none = UInt32.max

    /// A parser for a text of that size; room for its tape is made when it is needed.
    package init(startingAt position: Int = 0, limits: JSONLimits, byteCount: Int = 0) {
        self.position = position
        maximumDepth = limits.maximumDepth
        tape.expect(bytes: byteCount)
    }

    /// Starts anew elsewhere, keeping the memory of the tape.
    package mutating func restart(at position: Int) {
        tape.removeAll()
        self.position = position
        phase = .value
        depth = 0
        open = Self.none
        isOpenObject = false
        openCount = 0
    }

    /// Takes back the last key or scalar of the innermost open container: a fault often shows only behind the token
    /// that causes it.
    ///
    /// - Returns: Whether there was one to take back; a closed container is never reopened.
    package mutating func stepBack(_ bytes: RawSpan) -> Bool {
        guard open != Self.none, tape.count > Int(open) + 1, let last = tape.last else { return false }
        var index = Int(last.end)
        while index < position, bytes[index].isJSONWhitespace { index += 1 }
        // A closing mark behind the last entry says that a container was closed since.
        if index < position, bytes[index] == .closeBracket || bytes[index] == .closeBrace { return false }
        let isObject = isOpenObject
        let isKey = isObject && (phase == .colon || phase == .value)
        guard isKey || (last.kind != .array && last.kind != .object) else { return false }
        tape.removeLast()
        position = Int(last.start)
        let isFirst = tape.count == Int(open) + 1
        if isKey {
            phase = isFirst ? .firstKey : .key
        } else {
            openCount -= 1
            phase = isFirst ? .firstElement : .value
        }
        return true
    }

    /// Takes back the comma in front of the current member or element, if there is one.
    package mutating func stepBackOverComma(_ bytes: RawSpan) {
        guard phase == .key || phase == .value, open != Self.none, tape.count > Int(open) + 1 else { return }
        var index = position
        while index > 0, bytes[index - 1].isJSONWhitespace { index -= 1 }
        guard index > 0, bytes[index - 1] == .comma else { return }
        position = index - 1
        phase = .next
    }

    /// Whether the innermost open container is an object; nil when none is open.
    package var isInObject: Bool? { open == Self.none ? nil : isOpenObject }

    /// The open containers, outermost first: true for an object, false for an array.
    package var openContainers: [Bool] {
        var chain: [Bool] = []
        var index = open
        while index != Self.none {
            let entry = tape[Int(index)]
            chain.append(entry.kind == .object)
            index = entry.next
        }
        return chain.reversed()
    }

    /// Whether a string is among the first few values and names.
    package var beginsWithString: Bool {
        (0..<min(8, tape.count)).contains { tape[$0].kind == .string || tape[$0].kind == .escapedString }
    }

    /// Makes room for the tape of a text of this size.
    package mutating func reserve(forBytes count: Int) { tape.reserve(forBytes: count) }

    /// Makes room for so many more values and names.
    package mutating func reserve(more count: Int) { tape.reserve(tape.count + count) }

    /// Hands the finished tape over, as a document of the text it was made of.
    package mutating func takeDocument(of bytes: [UInt8]) -> JSONDocument {
        var taken = JSONTape()
        swap(&taken, &tape)
        return JSONDocument(bytes: bytes, tape: taken)
    }

    /// Parses one value; afterwards ``position`` is just behind it and ``phase`` is `done`.
    package mutating func parseValue(_ bytes: RawSpan) throws(JSONFault) {
        var index = position
        var phase = phase
        // Held in registers meanwhile; at a fault they are those of the token at fault.
        defer {
            position = index
            self.phase = phase
        }
        while phase != .done {
            index = bytes.endOfWhitespace(from: index)
            switch phase {
            case .firstKey where index < bytes.byteCount && bytes[index] == .closeBrace,
                .firstElement where index < bytes.byteCount && bytes[index] == .closeBracket:
                phase = close(at: &index)
            case .firstKey, .key:
                index = try parseKey(bytes, index)
                phase = .colon
                index = bytes.endOfWhitespace(from: index)
                fallthrough
            case .colon:
                guard index < bytes.byteCount, bytes[index] == .colon else {
                    throw JSONFault(offset: index, cause: .expected("':'"))
                }
                phase = .value
                index = bytes.endOfWhitespace(from: index &+ 1)
                fallthrough
            case .value, .firstElement: try parseToken(bytes, &index, &phase)
            case .next:
                guard index < bytes.byteCount else { throw expectedNext(at: index) }
                switch bytes[index] {
                case .comma:
                    index &+= 1
                    phase = isOpenObject ? .key : .value
                case .closeBrace where isOpenObject, .closeBracket where !isOpenObject: phase = close(at: &index)
                default: throw expectedNext(at: index)
                }
            case .done: break
            }
        }
    }

    /// Requires that nothing but whitespace follows the value.
    package mutating func parseEnd(_ bytes: RawSpan) throws(JSONFault) {
        position = bytes.endOfWhitespace(from: position)
        guard position == bytes.byteCount else {
            throw JSONFault(offset: position, cause: .expected("the end of the text"))
        }
    }

    @inline(__always)
    private mutating func parseToken(
        _ bytes: RawSpan, _ index: inout Int, _ phase: inout Phase
    ) throws(JSONFault) {
        guard index < bytes.byteCount else { throw JSONFault(offset: index, cause: .expected("a value")) }
        let kind: JSONTapeEntry.Kind
        let end: Int
        switch bytes[index] {
        case .quote: (kind, end) = try parseString(bytes, index)
        case 0x30...0x39, .minus:
            let plain = bytes.endOfPlainNumber(from: index)
            (kind, end) = (.number, plain > 0 ? plain : try JSONScanner.endOfNumber(bytes, from: index))
        case .openBrace:
            phase = try begin(.object, &index)
            return
        case .openBracket:
            phase = try begin(.array, &index)
            return
        default:
            (kind, end) = try Self.parseLiteral(bytes, index)
        }
        append(kind, index, end)
        index = end
        phase = finishedPhase()
        // What mostly follows, at once.
        guard phase == .next else { return }
        index = bytes.endOfWhitespace(from: index)
        if index < bytes.byteCount, bytes[index] == .comma {
            index &+= 1
            phase = isOpenObject ? .key : .value
        }
    }

    @inline(__always)
    private mutating func parseKey(_ bytes: RawSpan, _ index: Int) throws(JSONFault) -> Int {
        guard index < bytes.byteCount, bytes[index] == .quote else {
            throw JSONFault(offset: index, cause: .expected("a member name in quotation marks"))
        }
        let (kind, end) = try parseString(bytes, index)
        append(kind, index, end)
        return end
    }

    /// A string of plain ASCII at once, any other by a call.
    @inline(__always)
    private func parseString(
        _ bytes: RawSpan, _ index: Int
    ) throws(JSONFault) -> (kind: JSONTapeEntry.Kind, end: Int) {
        let stop = bytes.endOfPlainRun(from: index &+ 1)
        if stop < bytes.byteCount, bytes[stop] == .quote { return (.string, stop &+ 1) }
        let (end, isEscaped) = try JSONScanner.endOfString(bytes, from: index, plainUpTo: stop)
        return (isEscaped ? .escapedString : .string, end)
    }

    private static func parseLiteral(
        _ bytes: RawSpan, _ index: Int
    ) throws(JSONFault) -> (kind: JSONTapeEntry.Kind, end: Int) {
        let end = bytes.endOfLiteral(from: index)
        guard end > 0 else { throw unexpectedValue(bytes, at: index) }
        return (bytes[index] == 0x74 ? .true : bytes[index] == 0x66 ? .false : .null, end)
    }

    private static func unexpectedValue(_ bytes: RawSpan, at start: Int) -> JSONFault {
        switch bytes[start] {
        case 0x74: return faultOfLiteral("true", "'true'", bytes, start)
        case 0x66: return faultOfLiteral("false", "'false'", bytes, start)
        case 0x6E: return faultOfLiteral("null", "'null'", bytes, start)
        case 0xEF where start == 0 && bytes.byteCount >= 3 && bytes[1] == 0xBB && bytes[2] == 0xBF:
            return JSONFault(offset: 0, cause: .byteOrderMark)
        default: return JSONFault(offset: start, cause: .expected("a value"))
        }
    }

    private func expectedNext(at index: Int) -> JSONFault {
        JSONFault(offset: index, cause: .expected(isOpenObject ? "',' or '}'" : "',' or ']'"))
    }

    private static func faultOfLiteral(
        _ literal: StaticString, _ expected: StaticString, _ bytes: RawSpan, _ start: Int
    ) -> JSONFault {
        var offset = start
        for index in 0..<literal.utf8CodeUnitCount {
            offset = start + index
            guard offset < bytes.byteCount, bytes[offset] == literal.utf8Start[index] else { break }
        }
        return JSONFault(offset: offset, cause: .expected(expected))
    }

    @inline(__always)
    private mutating func append(_ kind: JSONTapeEntry.Kind, _ start: Int, _ end: Int) {
        tape.append(JSONTapeEntry(kind, start: start, end: end, next: UInt32(truncatingIfNeeded: tape.count &+ 1)))
    }

    @inline(never)
    private mutating func begin(_ kind: JSONTapeEntry.Kind, _ index: inout Int) throws(JSONFault) -> Phase {
        guard depth < maximumDepth else {
            throw JSONFault(offset: index, cause: .tooDeep(limit: maximumDepth))
        }
        depth += 1
        if open != Self.none { tape[Int(open)].count = openCount }
        let entry = tape.count
        tape.append(JSONTapeEntry(kind, start: index, end: index, next: open))
        open = UInt32(truncatingIfNeeded: entry)
        isOpenObject = kind == .object
        openCount = 0
        index += 1
        return kind == .object ? .firstKey : .firstElement
    }

    @inline(never)
    private mutating func close(at index: inout Int) -> Phase {
        index += 1
        depth -= 1
        let entry = Int(open)
        open = tape[entry].next
        tape[entry].close(count: openCount, end: index, next: tape.count)
        if open != Self.none {
            let entry = tape[Int(open)]
            isOpenObject = entry.kind == .object
            openCount = entry.count
        }
        return finishedPhase()
    }

    /// What has to come behind a value.
    @inline(__always)
    private mutating func finishedPhase() -> Phase {
        if open == Self.none { return .done }
        openCount &+= 1
        return .next
    }
}
