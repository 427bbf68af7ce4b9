/// The strict parser of RFC 8259: one loop over the bytes, no recursion, a tape as its result.
///
/// It stops at the first fault with ``position`` and ``phase`` at the start of the token at fault, and can go on from
/// there over other bytes that agree with the old ones before that position. That is how a repair costs one parse.
package struct JSONParser {
    /// What has to come next.
    package enum Phase: Sendable {
        case value, firstElement, firstKey, key, colon, next, done
    }

    package private(set) var tape = ContiguousArray<JSONTapeEntry>()
    package private(set) var position: Int
    package private(set) var phase = Phase.value
    package private(set) var depth = 0
    private var open = Self.none
    private let maximumDepth: Int
    private static let none = UInt32.max

    package init(startingAt position: Int = 0, limits: JSONLimits) {
        self.position = position
        maximumDepth = limits.maximumDepth
    }

    /// Starts anew elsewhere, keeping the memory of the tape.
    package mutating func restart(at position: Int) {
        tape.removeAll(keepingCapacity: true)
        self.position = position
        phase = .value
        depth = 0
        open = Self.none
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
        let isObject = tape[Int(open)].kind == .object
        let isKey = isObject && (phase == .colon || phase == .value)
        guard isKey || (last.kind != .array && last.kind != .object) else { return false }
        tape.removeLast()
        position = Int(last.start)
        let isFirst = tape.count == Int(open) + 1
        if isKey {
            phase = isFirst ? .firstKey : .key
        } else {
            tape[Int(open)].decrementCount()
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
    package var isInObject: Bool? { open == Self.none ? nil : tape[Int(open)].kind == .object }

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

    /// Makes room for the tape of a text of this size, so that it grows once.
    package mutating func reserve(forBytes count: Int) { tape.reserveCapacity(count / 8 + 8) }

    /// Parses one value; afterwards ``position`` is just behind it and ``phase`` is `done`.
    package mutating func parseValue(_ bytes: RawSpan) throws(JSONFault) {
        while phase != .done {
            skipWhitespace(bytes)
            switch phase {
            case .value: try parseToken(bytes)
            case .firstElement:
                if position < bytes.byteCount, bytes[position] == .closeBracket {
                    close()
                } else {
                    try parseToken(bytes)
                }
            case .firstKey:
                if position < bytes.byteCount, bytes[position] == .closeBrace { close() } else { try parseKey(bytes) }
            case .key: try parseKey(bytes)
            case .colon:
                guard position < bytes.byteCount, bytes[position] == .colon else {
                    throw JSONFault(offset: position, cause: .expected("':'"))
                }
                position += 1
                phase = .value
            case .next: try parseNext(bytes)
            case .done: break
            }
        }
    }

    /// Requires that nothing but whitespace follows the value.
    package mutating func parseEnd(_ bytes: RawSpan) throws(JSONFault) {
        skipWhitespace(bytes)
        guard position == bytes.byteCount else {
            throw JSONFault(offset: position, cause: .expected("the end of the text"))
        }
    }

    @inline(__always)
    private mutating func skipWhitespace(_ bytes: RawSpan) {
        var index = position
        while index < bytes.byteCount, bytes[index].isJSONWhitespace { index += 1 }
        position = index
    }

    @inline(__always)
    private mutating func parseToken(_ bytes: RawSpan) throws(JSONFault) {
        guard position < bytes.byteCount else { throw JSONFault(offset: position, cause: .expected("a value")) }
        switch bytes[position] {
        case .quote:
            try parseString(bytes)
            finishValue()
        case .openBrace: try begin(.object, bytes)
        case .openBracket: try begin(.array, bytes)
        case 0x30...0x39, .minus:
            let end = try JSONScanner.endOfNumber(bytes, from: position)
            append(.number, end: end)
            finishValue()
        case 0x74: try parseLiteral("true", "'true'", .true, bytes)
        case 0x66: try parseLiteral("false", "'false'", .false, bytes)
        case 0x6E: try parseLiteral("null", "'null'", .null, bytes)
        default: throw Self.unexpectedValue(bytes, at: position)
        }
    }

    private static func unexpectedValue(_ bytes: RawSpan, at position: Int) -> JSONFault {
        if position == 0, bytes.byteCount >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            return JSONFault(offset: 0, cause: .byteOrderMark)
        }
        return JSONFault(offset: position, cause: .expected("a value"))
    }

    @inline(__always)
    private mutating func parseString(_ bytes: RawSpan) throws(JSONFault) {
        let (end, isEscaped) = try JSONScanner.endOfString(bytes, from: position)
        append(isEscaped ? .escapedString : .string, end: end)
    }

    private mutating func parseLiteral(
        _ literal: StaticString, _ expected: StaticString, _ kind: JSONTapeEntry.Kind, _ bytes: RawSpan
    ) throws(JSONFault) {
        let length = literal.utf8CodeUnitCount
        for index in 0..<length {
            guard position + index < bytes.byteCount, bytes[position + index] == literal.utf8Start[index] else {
                throw JSONFault(offset: position + index, cause: .expected(expected))
            }
        }
        append(kind, end: position + length)
        finishValue()
    }

    @inline(__always)
    private mutating func parseKey(_ bytes: RawSpan) throws(JSONFault) {
        guard position < bytes.byteCount, bytes[position] == .quote else {
            throw JSONFault(offset: position, cause: .expected("a member name in quotation marks"))
        }
        try parseString(bytes)
        phase = .colon
    }

    @inline(__always)
    private mutating func parseNext(_ bytes: RawSpan) throws(JSONFault) {
        let isObject = tape[Int(open)].kind == .object
        guard position < bytes.byteCount else {
            throw JSONFault(offset: position, cause: .expected(isObject ? "',' or '}'" : "',' or ']'"))
        }
        switch bytes[position] {
        case .comma:
            position += 1
            phase = isObject ? .key : .value
        case .closeBrace where isObject, .closeBracket where !isObject: close()
        default: throw JSONFault(offset: position, cause: .expected(isObject ? "',' or '}'" : "',' or ']'"))
        }
    }

    @inline(__always)
    private mutating func append(_ kind: JSONTapeEntry.Kind, end: Int) {
        tape.append(
            JSONTapeEntry(kind, start: position, end: end, next: UInt32(truncatingIfNeeded: tape.count &+ 1)))
        position = end
    }

    private mutating func begin(_ kind: JSONTapeEntry.Kind, _ bytes: RawSpan) throws(JSONFault) {
        guard depth < maximumDepth else {
            throw JSONFault(offset: position, cause: .tooDeep(limit: maximumDepth))
        }
        depth += 1
        let index = UInt32(truncatingIfNeeded: tape.count)
        tape.append(JSONTapeEntry(kind, start: position, end: position, next: open))
        open = index
        position += 1
        phase = kind == .object ? .firstKey : .firstElement
    }

    private mutating func close() {
        let index = Int(open)
        position += 1
        depth -= 1
        open = tape[index].next
        tape[index].end = UInt32(truncatingIfNeeded: position)
        tape[index].next = UInt32(truncatingIfNeeded: tape.count)
        finishValue()
    }

    @inline(__always)
    private mutating func finishValue() {
        if open == Self.none {
            phase = .done
        } else {
            tape[Int(open)].incrementCount()
            phase = .next
        }
    }
}
