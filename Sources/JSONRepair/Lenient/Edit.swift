import LosslessJSON

/// A repair in its compact form: strings are made of it only when somebody asks.
struct Edit {
    var kind: Repair.Kind
    var start: Int
    var end: Int
    var replacement: Replacement

    init(_ kind: Repair.Kind, _ range: Range<Int>, _ replacement: Replacement = "") {
        self.kind = kind
        start = range.lowerBound
        end = range.upperBound
        self.replacement = replacement
    }

    /// Up to seven bytes in one word; nothing a repair supplies is longer.
    struct Replacement: ExpressibleByStringLiteral {
        let count: Int
        private let bits: UInt64

        @inline(__always)
        init(stringLiteral: StaticString) {
            count = stringLiteral.utf8CodeUnitCount
            var bits: UInt64 = 0
            for index in 0..<count { bits |= UInt64(stringLiteral.utf8Start[index]) << UInt64(index * 8) }
            self.bits = bits
        }

        /// The escape of a control character.
        init(escapeOf byte: UInt8) {
            var escaped: [UInt8] = []
            JSONString.escape(CollectionOfOne(byte), into: &escaped)
            count = escaped.count
            bits = escaped.reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }

        func append(to bytes: inout [UInt8]) {
            for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(index * 8))) }
        }
    }

    /// The source up to `end` with the edits applied; the bytes before the first edit stay where they are.
    ///
    /// - Returns: Nil when the edits are not in order, which no reading should make.
    static func apply(_ edits: [Edit], to source: [UInt8], upTo end: Int) -> [UInt8]? {
        var output: [UInt8] = []
        output.reserveCapacity(end + edits.count * 2)
        var position = 0
        for edit in edits {
            guard position <= edit.start, edit.start <= edit.end, edit.end <= source.count else { return nil }
            output += source[position..<edit.start]
            edit.replacement.append(to: &output)
            position = edit.end
        }
        if position < end { output += source[position..<end] }
        return output
    }

    func repair(in source: [UInt8]) -> Repair {
        var after: [UInt8] = []
        replacement.append(to: &after)
        return Repair(
            kind: kind, offset: start, before: String(decoding: source[start..<end], as: UTF8.self),
            after: String(decoding: after, as: UTF8.self))
    }
}
