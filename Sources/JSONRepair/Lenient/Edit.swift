import LosslessJSON

/// A repair in its compact form: strings are made of it only when somebody asks.
struct Edit {
    let kind: Repair.Kind
    let replacement: Replacement
    // A text has at most 2^30 bytes; a text may need an edit every few bytes, so they are kept small.
    private let first: UInt32
    private let last: UInt32

    var start: Int { Int(first) }
    var end: Int { Int(last) }

    init(_ kind: Repair.Kind, _ range: Range<Int>, _ replacement: Replacement = "") {
        self.kind = kind
        self.replacement = replacement
        first = UInt32(truncatingIfNeeded: range.lowerBound)
        last = UInt32(truncatingIfNeeded: range.upperBound)
    }

    /// Whether the repair is about what closes an array or object.
    var isBracket: Bool { kind == .missingBracket || kind == .wrongBracket || kind == .extraBracket }

    /// Up to seven bytes in one word; nothing a repair supplies is longer.
    struct Replacement: ExpressibleByStringLiteral {
        /// The bytes from the lowest up, and their number in the highest.
        private let bits: UInt64

        @inline(__always)
        init(stringLiteral: StaticString) {
            let count = stringLiteral.utf8CodeUnitCount
            var bits = UInt64(count) << 56
            for index in 0..<count { bits |= UInt64(stringLiteral.utf8Start[index]) << UInt64(index * 8) }
            self.bits = bits
        }

        /// The escape of a control character.
        init(escapeOf byte: UInt8) {
            var escaped: [UInt8] = []
            JSONString.escape(CollectionOfOne(byte), into: &escaped)
            bits = UInt64(escaped.count) << 56 | escaped.reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }

        func append(to bytes: inout [UInt8]) {
            for index in 0..<(bits >> 56) { bytes.append(UInt8(truncatingIfNeeded: bits >> (index * 8))) }
        }
    }

    /// The source up to `end` with the edits applied; the bytes before the first edit stay where they are.
    ///
    /// - Returns: Nil when the edits are not in order, which no reading should make.
    static func apply(_ edits: [Edit], to source: [UInt8], upTo end: Int) -> [UInt8]? {
        var output: [UInt8] = []
        output.reserveCapacity(end + edits.count * 2)
        var position = 0
        let isOrdered = source.withUnsafeBufferPointer { source in
            for edit in edits {
                guard position <= edit.start, edit.start <= edit.end, edit.end <= source.count else { return false }
                output.append(contentsOf: source[position..<edit.start])
                edit.replacement.append(to: &output)
                position = edit.end
            }
            if position < end { output.append(contentsOf: source[position..<end]) }
            return true
        }
        return isOrdered ? output : nil
    }

    func repair(in source: [UInt8]) -> Repair {
        var after: [UInt8] = []
        replacement.append(to: &after)
        return Repair(
            kind: kind, offset: start, before: String(decoding: source[start..<end], as: UTF8.self),
            after: String(decoding: after, as: UTF8.self))
    }
}
