import LosslessJSON

/// A repair in its compact form, two machine words: strings are made of it only when somebody asks.
struct Edit {
    // A text has at most 2^30 bytes; a text may need an edit every few bytes, so they are kept small.
    private let first: UInt32
    private let last: UInt32
    private let lowText: UInt32
    private let highText: UInt16
    private let textCount: UInt8
    let kind: Repair.Kind

    @inline(__always) var start: Int { Int(first) }
    @inline(__always) var end: Int { Int(last) }

    @inline(__always)
    init(_ kind: Repair.Kind, _ range: Range<Int>, _ replacement: Replacement = "") {
        self.kind = kind
        first = UInt32(truncatingIfNeeded: range.lowerBound)
        last = UInt32(truncatingIfNeeded: range.upperBound)
        lowText = UInt32(truncatingIfNeeded: replacement.bits)
        highText = UInt16(truncatingIfNeeded: replacement.bits >> 32)
        textCount = UInt8(truncatingIfNeeded: replacement.bits >> 56)
    }

    /// An insertion.
    @inline(__always)
    init(_ kind: Repair.Kind, at index: Int, _ text: Replacement) { self.init(kind, index..<index, text) }

    @inline(__always)
    private var replacement: Replacement {
        Replacement(bits: UInt64(textCount) << 56 | UInt64(highText) << 32 | UInt64(lowText))
    }

    /// Whether the repair is about what closes an array or object.
    var isBracket: Bool { kind == .missingBracket || kind == .wrongBracket || kind == .extraBracket }

    /// Up to six bytes in one word; nothing a repair supplies is longer.
    struct Replacement: ExpressibleByStringLiteral {
        /// The bytes from the lowest up, and their number in the highest.
        fileprivate let bits: UInt64

        fileprivate init(bits: UInt64) { self.bits = bits }

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

        fileprivate var count: Int { Int(bits >> 56) }

        fileprivate var text: String {
            String(decoding: (0..<count).map { UInt8(truncatingIfNeeded: bits >> UInt64($0 * 8)) }, as: UTF8.self)
        }
    }

    /// The source up to `end` with the edits applied.
    ///
    /// - Returns: Nil when the edits are not in order, which no reading should make.
    static func apply(_ edits: ContiguousArray<Edit>, to source: [UInt8], upTo end: Int) -> [UInt8]? {
        guard let size = size(edits, sourceCount: source.count, upTo: end) else { return nil }
        return source.withUnsafeBytes { source in
            // A word is written at a time, so up to seven bytes more than the result has.
            [UInt8](unsafeUninitializedCapacity: size + MemoryLayout<UInt64>.size) { buffer, count in
                guard let output = UnsafeMutableRawPointer(buffer.baseAddress), let input = source.baseAddress else {
                    return
                }
                var position = 0
                for edit in edits {
                    copy(input, position..<edit.start, sourceCount: source.count, to: output + count)
                    count &+= edit.start &- position
                    let text = edit.replacement
                    (output + count).storeBytes(of: text.bits.littleEndian, as: UInt64.self)
                    count &+= text.count
                    position = edit.end
                }
                if position < end {
                    (output + count).copyMemory(from: input + position, byteCount: end - position)
                    count += end - position
                }
            }
        }
    }

    /// Copies a range that is usually of a few bytes: a word at once where that reads nothing behind the source.
    @inline(__always)
    private static func copy(
        _ input: UnsafeRawPointer, _ range: Range<Int>, sourceCount: Int, to output: UnsafeMutableRawPointer
    ) {
        let count = range.upperBound &- range.lowerBound
        if count <= 8, range.lowerBound &+ 8 <= sourceCount {
            let word = (input + range.lowerBound).loadUnaligned(as: UInt64.self)
            output.storeBytes(of: word, as: UInt64.self)
        } else {
            output.copyMemory(from: input + range.lowerBound, byteCount: count)
        }
    }

    /// How many bytes the source has with the edits applied; nil when they are not in order.
    private static func size(_ edits: ContiguousArray<Edit>, sourceCount: Int, upTo end: Int) -> Int? {
        var position = 0
        var size = 0
        for edit in edits {
            guard position <= edit.start, edit.start <= edit.end else { return nil }
            size &+= edit.start &- position &+ Int(edit.textCount)
            position = edit.end
        }
        guard position <= sourceCount else { return nil }
        return size + max(0, end - position)
    }

    func repair(in source: [UInt8]) -> Repair {
        Repair(
            kind: kind, offset: start, before: String(decoding: source[start..<end], as: UTF8.self),
            after: replacement.text)
    }
}
