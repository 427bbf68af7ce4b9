import LosslessJSON

/// A run of letters, digits and the marks that hold words together.
struct Word {
    let range: Range<Int>
    private let first: UInt64

    init(_ bytes: RawSpan, at start: Int) {
        let end = Self.end(bytes, from: start)
        range = Range(uncheckedBounds: (start, end))
        // Longer words are never looked at again.
        guard end &- start <= 9 else {
            first = 0
            return
        }
        if let word = bytes.word(at: start) {
            let unused = UInt64(max(0, 8 &- (end &- start)) &* 8)
            first = unused == 64 ? 0 : (word << unused) >> unused
        } else {
            var word: UInt64 = 0
            for index in start..<min(end, start &+ 8) { word |= UInt64(bytes[index]) << UInt64((index &- start) &* 8) }
            first = word
        }
    }

    /// Letters, digits, `$`, `-`, `.`, `_` and everything outside of ASCII.
    @inline(__always)
    static func isPart(_ byte: UInt8) -> Bool {
        // One bit for each byte below 0x40, and for each from 0x40 on.
        let low: UInt64 = 0x03FF_6010_0000_0000
        let high: UInt64 = 0x07FF_FFFE_87FF_FFFE
        return byte >= 0x80 || (byte < 0x40 ? low : high) >> UInt64(byte & 0x3F) & 1 == 1
    }

    /// Where the run of such bytes ends.
    @inline(__always)
    static func end(_ bytes: RawSpan, from start: Int) -> Int {
        var index = start
        while index < bytes.byteCount, isPart(bytes[index]) { index &+= 1 }
        return index
    }

    /// The first eight bytes of the word with ASCII letters in lower case; 0 when it is too long to be a literal.
    private var folded: UInt64 {
        guard range.count <= 9 else { return 0 }
        let bytes = min(8, range.count) * 8
        return (first | 0x2020_2020_2020_2020) & (bytes == 64 ? .max : (1 << UInt64(bytes)) - 1)
    }

    // The first eight bytes of such words, the first in the lowest place.
    private static var `true`: UInt64 { 0x6575_7274 }
    private static var `false`: UInt64 { 0x65_736C_6166 }
    private static var null: UInt64 { 0x6C6C_756E }
    private static var none: UInt64 { 0x656E_6F6E }
    private static var nan: UInt64 { 0x6E_616E }
    private static var infinity: UInt64 { 0x7974_696E_6966_6E69 }
    private static var minusInfinity: UInt64 { 0x7469_6E69_666E_692D }
    private static var undefined: UInt64 { 0x656E_6966_6564_6E75 }
    private static var `nil`: UInt64 { 0x6C_696E }
    private static var inf: UInt64 { 0x66_6E69 }
    private static var minusInf: UInt64 { 0x666E_692D }

    /// The literal of JSON that the word spells in any case, or that Python spells so.
    var literal: Replacement? {
        switch range.count {
        case 4:
            let word = folded
            return word == Self.true ? .true : word == Self.null || word == Self.none ? .null : nil
        case 5: return folded == Self.false ? .false : nil
        default: return nil
        }
    }

    /// Whether the word stands for no value in some language, without a literal in JSON.
    var isNotANumber: Bool {
        switch folded {
        case Self.nan, Self.infinity, Self.minusInfinity, Self.undefined, Self.nil, Self.inf, Self.minusInf: true
        default: false
        }
    }

    /// Whether the word is a slip of a literal, so that calling it text would be wrong.
    var resemblesLiteral: Bool {
        guard 3...6 ~= range.count else { return false }
        let word = folded
        return Self.isRelated(word, to: Self.true) || Self.isRelated(word, to: Self.false)
            || Self.isRelated(word, to: Self.null) || Self.isRelated(word, to: Self.none)
    }

    /// Whether a literal starts so: where the text ends here, it may have been meant.
    var startsLiteral: Bool {
        let word = folded
        guard word != 0 else { return false }
        return Self.isPrefix(word, of: Self.true) || Self.isPrefix(word, of: Self.false)
            || Self.isPrefix(word, of: Self.null) || Self.isPrefix(word, of: Self.none)
            || Self.isPrefix(word, of: Self.nan) || Self.isPrefix(word, of: Self.infinity)
            || Self.isPrefix(word, of: Self.undefined)
    }

    private static func isRelated(_ word: UInt64, to other: UInt64) -> Bool {
        isPrefix(word, of: other) || isPrefix(other, of: word)
    }

    private static func isPrefix(_ word: UInt64, of other: UInt64) -> Bool {
        let unused = UInt64(word.leadingZeroBitCount / 8 * 8)
        return unused == 64 || word == (other << unused) >> unused
    }
}
