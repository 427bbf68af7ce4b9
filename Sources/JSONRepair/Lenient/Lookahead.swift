import LosslessJSON

/// Looks ahead without reading, and remembers what a search has shown, so that no stretch is searched over and over.
struct Lookahead {
    enum Key {
        /// A member name with its colon.
        case yes
        /// The text ends before that can be told.
        case cut
        /// Something in quotation marks, but no colon behind it.
        case noColon
        case no
    }

    /// How many bytes were looked at.
    private(set) var work = 0
    /// Block comments do not end behind this place.
    private var unclosedComment = Int.max
    /// A block comment that was searched for its end.
    private var comment = (start: Int.max, end: -1)
    /// The last closing brace or bracket of the text, once somebody has asked.
    private var lastClosingMark: Int?
    /// The places that the walk over comments came by that led furthest, in order, and its end: where comments hold
    /// marks, each of which asks what follows, none is walked over again for each of them.
    private var passed: ContiguousArray<Int> = []
    private var passedEnd = -1
    private var newlyPassed: ContiguousArray<Int> = []
    private var lineEnd = -1
    private var lineEndSearchedFrom = Int.max

    /// Starts a new count; what has been found out about the text stays.
    mutating func startCounting() { work = 0 }

    /// Takes note of bytes that a reading looked at in passing.
    mutating func count(_ bytes: Int) { work &+= bytes }

    /// The string that was looked through last, and where that stopped.
    private var string = (start: -1, stop: -1)

    /// Where the plain contents of the string stop whose opening mark, plain or single, is at `start`: at a mark that may
    /// close it, at something that needs a repair, or at the end of the text.
    @inline(__always)
    mutating func endOfPlainContents(_ bytes: RawSpan, _ start: Int, _ mark: UInt8) -> Int {
        if string.start == start { return string.stop }
        let stop = Self.endOfContents(bytes, start &+ 1, mark)
        string = (start, stop)
        return stop
    }

    /// The same for contents that go on at `start`.
    @inline(__always)
    static func endOfContents(_ bytes: RawSpan, _ start: Int, _ mark: UInt8) -> Int {
        var index = start
        while true {
            index = mark == .quote ? bytes.endOfPlainRun(from: index) : bytes.endOfSingleQuotedRun(from: index)
            guard index < bytes.byteCount else { break }
            let end: Int
            if bytes[index] == .backslash {
                end = bytes.endOfSimpleEscapes(from: index)
            } else {
                guard bytes[index] >= 0x80 else { break }
                end = bytes.endOfSequences(from: index)
            }
            guard end > index else { break }
            index = end
        }
        return index
    }

    /// The first place at or behind `index` that is neither space nor comment.
    @inline(__always)
    mutating func significant(_ bytes: RawSpan, _ index: Int) -> Int {
        let next = bytes.endOfWhitespace(from: index)
        work &+= next &- index
        guard next < bytes.byteCount, Self.mayStartComment(bytes[next]) else { return next }
        return endOfComments(bytes, next)
    }

    @inline(__always)
    static func mayStartComment(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == .slash || byte == 0x23 || byte == 0x0B || byte == 0x0C
    }

    /// Walks over comments and spaces, up to a place from which an earlier walk is known to have ended where it did.
    @inline(never)
    private mutating func endOfComments(_ bytes: RawSpan, _ index: Int) -> Int {
        guard let end = endOfSpaceOrComment(bytes, at: index) else { return index }
        var next = bytes.endOfWhitespace(from: end)
        work &+= next &- end
        // Mostly there is one comment or space, and nothing to remember.
        guard next < bytes.byteCount, Self.mayStartComment(bytes[next]) else { return next }
        if newlyPassed.isEmpty == false { newlyPassed.removeAll(keepingCapacity: true) }
        while next < bytes.byteCount {
            if next < passedEnd, hasPassed(next) { return passedEnd }
            newlyPassed.append(next)
            if bytes[next].isJSONWhitespace {
                let end = bytes.endOfWhitespace(from: next)
                work &+= end &- next
                next = end
            } else if let end = endOfSpaceOrComment(bytes, at: next) {
                next = end
            } else {
                break
            }
        }
        if next > passedEnd {
            swap(&passed, &newlyPassed)
            passedEnd = next
        }
        return next
    }

    private func hasPassed(_ place: Int) -> Bool {
        var (low, high) = (0, passed.count)
        while low < high {
            let middle = (low + high) / 2
            if passed[middle] < place { low = middle + 1 } else { high = middle }
        }
        return low < passed.count && passed[low] == place
    }

    /// The end of the comment or of the unusual space that stands here, if one does.
    mutating func endOfSpaceOrComment(_ bytes: RawSpan, at index: Int) -> Int? {
        switch bytes[index] {
        case .slash, 0x23: endOfComment(bytes, at: index)
        case 0x0B, 0x0C: index + 1
        case 0xC2, 0xE1, 0xE2, 0xE3, 0xEF: endOfUnusualSpace(bytes, at: index)
        default: nil
        }
    }

    func endOfUnusualSpace(_ bytes: RawSpan, at index: Int) -> Int? {
        func has(_ offset: Int, _ range: ClosedRange<UInt8>) -> Bool {
            index + offset < bytes.byteCount && range.contains(bytes[index + offset])
        }
        switch bytes[index] {
        case 0xC2 where has(1, 0xA0...0xA0): return index + 2
        case 0xE1 where has(1, 0x9A...0x9A) && has(2, 0x80...0x80): return index + 3
        case 0xE2 where has(1, 0x80...0x80) && (has(2, 0x80...0x8D) || has(2, 0xA8...0xA9) || has(2, 0xAF...0xAF)):
            return index + 3
        case 0xE2 where has(1, 0x81...0x81) && (has(2, 0x9F...0x9F) || has(2, 0xA0...0xA0)): return index + 3
        case 0xE3 where has(1, 0x80...0x80) && has(2, 0x80...0x80): return index + 3
        case 0xEF where has(1, 0xBB...0xBB) && has(2, 0xBF...0xBF): return index + 3
        default: return nil
        }
    }

    private mutating func endOfComment(_ bytes: RawSpan, at index: Int) -> Int? {
        guard index + 1 < bytes.byteCount else { return nil }
        if bytes[index] == 0x23 {
            guard bytes[index + 1] == .space || bytes[index + 1] == 0x23 else { return nil }
            return endOfLine(bytes, from: index)
        }
        if bytes[index + 1] == .slash { return endOfLine(bytes, from: index) }
        guard bytes[index + 1] == 0x2A else { return nil }
        guard index < unclosedComment else { return bytes.byteCount }
        if comment.start <= index, index + 4 <= comment.end { return comment.end }
        var next = index + 2
        while next + 1 < bytes.byteCount {
            if bytes[next] == 0x2A, bytes[next + 1] == .slash {
                work += next - index
                comment = (index, next + 2)
                return next + 2
            }
            next += 1
        }
        work += next - index
        unclosedComment = min(unclosedComment, index)
        return bytes.byteCount
    }

    private mutating func endOfLine(_ bytes: RawSpan, from index: Int) -> Int {
        if lineEndSearchedFrom <= index, index <= lineEnd { return lineEnd }
        var next = index
        while next < bytes.byteCount, bytes[next] != .lineFeed { next += 1 }
        work += next - index
        (lineEndSearchedFrom, lineEnd) = (index, next)
        return next
    }

    /// Whether a closing brace or bracket stands at or behind `index`.
    mutating func hasClosingMark(_ bytes: RawSpan, from index: Int) -> Bool {
        if let lastClosingMark { return lastClosingMark >= index }
        var last = bytes.byteCount - 1
        while last >= 0, bytes[last] != .closeBrace, bytes[last] != .closeBracket { last -= 1 }
        work += bytes.byteCount - last
        lastClosingMark = last
        return last >= index
    }

    /// Whether a member's name starts at `index`.
    mutating func key(_ bytes: RawSpan, _ index: Int) -> Key {
        guard index < bytes.byteCount else { return .cut }
        if let mark = QuotationMark(bytes, at: index) {
            guard let end = endOfQuoted(bytes, index, mark) else { return .cut }
            let next = significant(bytes, end)
            guard next < bytes.byteCount else { return .cut }
            if bytes[next] == .colon { return .yes }
            // "name:"value" has lost the mark before the colon.
            return bytes[end - mark.length - 1] == .colon && Word.isPart(bytes[next]) ? .yes : .noColon
        }
        let end = Word(bytes, at: index).range.upperBound
        work += end - index
        guard end > index else { return .no }
        guard end < bytes.byteCount else { return .cut }
        if bytes[end] == .quote, end + 1 < bytes.byteCount, bytes[end + 1] == .colon { return .yes }
        let next = significant(bytes, end)
        guard next < bytes.byteCount else { return .cut }
        guard bytes[next] == .colon else { return .no }
        return next + 1 < bytes.byteCount && bytes[next + 1] == .slash ? .no : .yes
    }

    /// Behind the next mark of the same family, or nil when the text ends first.
    mutating func endOfQuoted(_ bytes: RawSpan, _ index: Int, _ mark: QuotationMark) -> Int? {
        var next = index + mark.length
        if mark.family == .plain || mark.family == .single {
            next = endOfPlainContents(bytes, index, bytes[index])
            if next < bytes.byteCount, bytes[next] == bytes[index] {
                work &+= next &- index
                return next &+ 1
            }
        }
        defer { work += next - index }
        while next < bytes.byteCount {
            if mark.family == .plain { next = bytes.endOfPlainRun(from: next) }
            guard next < bytes.byteCount else { return nil }
            if bytes[next] == .backslash {
                next += 2
            } else if let other = QuotationMark(bytes, at: next), other.family == mark.family {
                return next + other.length
            } else {
                next += 1
            }
        }
        return nil
    }
}
