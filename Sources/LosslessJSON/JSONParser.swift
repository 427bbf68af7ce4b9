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
                if position < bytes.byteCount, bytes[position] == .closeBracket { close() } else { phase = .value }
            case .firstKey:
                if position < bytes.byteCount, bytes[position] == .closeBrace { close() } else { phase = .key }
            case .key: try parseKey(bytes)
            case .colon:
                guard position < bytes.byteCount, bytes[position] == .colon else {
                    throw JSONFault(at: position, of: bytes, expected: "':'")
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
            throw JSONFault(at: position, of: bytes, expected: "the end of the text")
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
        guard position < bytes.byteCount else { throw JSONFault(at: position, of: bytes, expected: "a value") }
        switch bytes[position] {
        case .quote: try parseString(bytes)
        case .openBrace: try begin(.object, bytes)
        case .openBracket: try begin(.array, bytes)
        case 0x30...0x39, .minus:
            let end = try JSONScanner.endOfNumber(bytes, from: position)
            append(.number, end: end)
        case 0x74: try parseLiteral("true", .true, bytes)
        case 0x66: try parseLiteral("false", .false, bytes)
        case 0x6E: try parseLiteral("null", .null, bytes)
        default: throw Self.unexpectedValue(bytes, at: position)
        }
        if phase == .value { finishValue() }
    }

    private static func unexpectedValue(_ bytes: RawSpan, at position: Int) -> JSONFault {
        if position == 0, bytes.byteCount >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            return JSONFault(offset: 0, reason: .byteOrderMark)
        }
        return JSONFault(at: position, of: bytes, expected: "a value")
    }

    @inline(__always)
    private mutating func parseString(_ bytes: RawSpan) throws(JSONFault) {
        let (end, isEscaped) = try JSONScanner.endOfString(bytes, from: position)
        append(isEscaped ? .escapedString : .string, end: end)
    }

    private mutating func parseLiteral(
        _ literal: StaticString, _ kind: JSONTapeEntry.Kind, _ bytes: RawSpan
    ) throws(JSONFault) {
        let length = literal.utf8CodeUnitCount
        for index in 0..<length {
            guard position + index < bytes.byteCount, bytes[position + index] == literal.utf8Start[index] else {
                throw JSONFault(at: position + index, of: bytes, expected: "'\(literal)'")
            }
        }
        append(kind, end: position + length)
    }

    @inline(__always)
    private mutating func parseKey(_ bytes: RawSpan) throws(JSONFault) {
        guard position < bytes.byteCount, bytes[position] == .quote else {
            throw JSONFault(at: position, of: bytes, expected: "a member name in quotation marks")
        }
        try parseString(bytes)
        phase = .colon
    }

    @inline(__always)
    private mutating func parseNext(_ bytes: RawSpan) throws(JSONFault) {
        let isObject = tape[Int(open)].kind == .object
        guard position < bytes.byteCount else {
            throw JSONFault(at: position, of: bytes, expected: isObject ? "',' or '}'" : "',' or ']'")
        }
        switch bytes[position] {
        case .comma:
            position += 1
            phase = isObject ? .key : .value
        case .closeBrace where isObject, .closeBracket where !isObject: close()
        default: throw JSONFault(at: position, of: bytes, expected: isObject ? "',' or '}'" : "',' or ']'")
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
            throw JSONFault(offset: position, reason: .tooDeep(limit: maximumDepth))
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
