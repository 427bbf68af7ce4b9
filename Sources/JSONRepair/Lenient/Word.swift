import LosslessJSON

/// A run of letters, digits and the marks that hold words together.
struct Word {
    let range: Range<Int>
    private let first: UInt64

    init(_ bytes: RawSpan, at start: Int) {
        var index = start
        var first: UInt64 = 0
        while index < bytes.byteCount, Self.isPart(bytes[index]) {
            if index - start < 8 { first |= UInt64(bytes[index]) << UInt64((index - start) * 8) }
            index += 1
        }
        range = start..<index
        self.first = first
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

    private static let `true` = packed("true")
    private static let `false` = packed("false")
    private static let null = packed("null")
    private static let none = packed("none")
    private static let unknown = ["nan", "infinity", "undefined"].map { packed($0) }
    private static let notANumber = ["nan", "infinity", "-infinity", "undefined", "nil", "inf", "-inf"].map {
        packed($0)
    }

    private static func packed(_ text: String) -> UInt64 {
        text.utf8.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

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
        let word = folded
        return Self.notANumber.contains { $0 == word }
    }

    /// Whether the word is a slip of a literal, so that calling it text would be wrong.
    var resemblesLiteral: Bool {
        guard 3...6 ~= range.count else { return false }
        let word = folded
        return [Self.true, Self.false, Self.null, Self.none].contains {
            Self.isPrefix(word, of: $0) || Self.isPrefix($0, of: word)
        }
    }

    /// Whether a literal starts so: where the text ends here, it may have been meant.
    var startsLiteral: Bool {
        let word = folded
        guard word != 0 else { return false }
        return ([Self.true, Self.false, Self.null, Self.none] + Self.unknown).contains { Self.isPrefix(word, of: $0) }
    }

    private static func isPrefix(_ word: UInt64, of other: UInt64) -> Bool {
        let unused = UInt64(word.leadingZeroBitCount / 8 * 8)
        return unused == 64 || word == (other << unused) >> unused
    }
}
