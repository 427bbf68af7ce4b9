import LosslessJSON

/// Walks through a text from one outermost object or array to the next, and keeps the one that is meant.
struct CandidateSearch: ~Copyable {
    /// An object or array in the text, valid or repairable.
    struct Candidate {
        var range: Range<Int>
        var edits = EditList()
        /// How many names and values a reading found behind the place where the strict parser stopped.
        var valueCount = 0
        var isTruncated = false
        /// Rests on text without quotation marks or on unquoted names alone, which prose and code have too.
        var isWeak = false
    }

    /// How many outermost objects and arrays are looked at; a text with more is no answer with JSON in it.
    static let maximumCount = 10_000

    let source: [UInt8]
    let options: RepairOptions
    private(set) var best: Candidate?
    var bestParser: JSONParser
    private(set) var count = 0
    private(set) var work = 0
    /// The first thing in the text that looked like JSON and could not be read, for the error.
    private(set) var validFault: JSONFault?
    private(set) var repairFault: (offset: Int, reason: StaticString)?
    /// The largest object or array that is beyond repair.
    private var broken: Range<Int>?
    private var parser: JSONParser
    private var reader: LenientReader
    /// Where the last candidate ended, and where the row of candidates with nothing but commas between them began.
    var lastEnd = -1
    var rowStart = -1
    /// The last byte of the text that is not white space.
    let lastSignificant: Int
    /// Bytes that failed readings may still cost: a text of openings must not be read once for each of them.
    private var allowance: Int
    /// What readings may cost for nothing that found something, but nothing that is worth a candidate.
    private var discardAllowance = 1 << 18

    init(_ source: [UInt8], options: RepairOptions) {
        self.source = source
        self.options = options
        parser = JSONParser(limits: options.limits, byteCount: source.count)
        bestParser = JSONParser(limits: options.limits, byteCount: source.count)
        reader = LenientReader(options: options)
        let bytes = source.span.bytes
        var last = bytes.byteCount - 1
        while last >= 0, bytes[last].isJSONWhitespace { last -= 1 }
        lastSignificant = last
        allowance = source.count + 1024
    }

    /// Whether the candidate that the policy picks is one that cannot be read, so that any other would be a wrong one.
    var pickIsBroken: Bool {
        guard let broken else { return false }
        guard let best else { return true }
        return switch options.choice {
        case .largest: broken.count > best.range.count
        case .first: broken.lowerBound < best.range.lowerBound
        case .last: broken.lowerBound > best.range.lowerBound
        }
    }

    /// Walks through the text, going on from the strict parse of the whole, which is not done twice.
    mutating func run(after whole: consuming JSONParser, _ fault: JSONFault) {
        let source = source
        let bytes = source.span.bytes
        var index = 0
        if startsInside(bytes) {
            broken = 0..<bytes.byteCount
            count = 1
            repairFault = (0, "the opening mark of an object or array is missing")
            return
        }
        if let root = whole.tape.first, root.kind == .object || root.kind == .array {
            parser = whole
            index = handle(bytes, from: Int(root.start), parser.phase == .done ? nil : fault)
        }
        while index < bytes.byteCount, allowance > 0, count < Self.maximumCount {
            let byte = bytes[index]
            if byte == .openBrace, index + 1 < bytes.byteCount, bytes[index + 1] == .openBrace {
                index += 1
            } else if byte == .openBrace || byte == .openBracket {
                index = read(bytes, at: index)
            } else {
                index += 1
            }
        }
        work += bytes.byteCount
        if index < bytes.byteCount {
            broken = 0..<bytes.byteCount
            repairFault = (index, "too much of the text looks like JSON and is not")
        }
    }

    /// Reads what starts at `start` and returns where to go on.
    private mutating func read(_ bytes: RawSpan, at start: Int) -> Int {
        guard mayStart(bytes, start) else { return start + 1 }
        parser.restart(at: start)
        do throws(JSONFault) {
            try parser.parseValue(bytes)
            return handle(bytes, from: start, nil)
        } catch {
            return handle(bytes, from: start, error)
        }
    }

    /// Takes in what the strict parser has read from `start`, up to a fault or to the end of the value.
    private mutating func handle(_ bytes: RawSpan, from start: Int, _ fault: JSONFault?) -> Int {
        work += parser.position - start
        guard let fault else { return offer(bytes, Candidate(range: start..<parser.position)) }
        if validFault == nil { validFault = fault }
        if case .tooDeep = fault.cause {
            broken = start..<bytes.byteCount
            repairFault = repairFault ?? (fault.offset, "too many arrays and objects are open at once")
            return bytes.byteCount
        }
        return repair(bytes, at: start)
    }

    private mutating func repair(_ bytes: RawSpan, at start: Int) -> Int {
        for _ in 0..<3 where parser.stepBack(bytes) == false { break }
        if parser.isInObject == true, parser.phase == .value { _ = parser.stepBack(bytes) }
        parser.stepBackOverComma(bytes)
        reader.start(after: parser, from: start, length: bytes.byteCount)
        do throws(RepairFault) {
            try reader.read(bytes)
            let cost = reader.position - start + reader.lookahead.work
            work += cost
            let isWhole = isAlone(bytes, start..<reader.position)
            let isWeak = !reader.hasQuotedString && (reader.hasUnquotedText || reader.isTruncated)
            if !isWhole, isWeak || reader.isTruncated && !reader.hasContent {
                discardAllowance -= cost + 64
                if discardAllowance < 0 { allowance -= cost + 64 }
                return start + 1
            }
            return offer(
                bytes,
                Candidate(
                    range: start..<reader.position, edits: reader.edits.take(), valueCount: reader.valueCount,
                    isTruncated: reader.isTruncated,
                    isWeak: reader.hasUnquotedText && !isWhole))
        } catch {
            let end = max(error.offset, reader.position)
            let cost = end - start + reader.lookahead.work
            work += cost
            // A failed reading has a cost of its own, whatever its length.
            allowance -= cost + 64
            if repairFault == nil { repairFault = (error.offset, error.reason) }
            let next = significant(bytes, from: start + 1)
            let startsQuoted = next < bytes.byteCount && bytes[next] == .quote
            guard
                error.isExcess || startsQuoted || reader.hasContent && (reader.hasQuotedString || parser.tape.count > 2)
            else {
                return start + 1
            }
            return markBroken(bytes, from: start)
        }
    }

    /// Takes a candidate in or leaves it out, and returns where to go on.
    private mutating func offer(_ bytes: RawSpan, _ candidate: Candidate) -> Int {
        let end = candidate.range.upperBound
        if let reason = fragmentReason(bytes, candidate) {
            repairFault = repairFault ?? (candidate.range.lowerBound, reason)
            let start = rowStart < 0 ? candidate.range.lowerBound : min(rowStart, candidate.range.lowerBound)
            return markBroken(bytes, from: start, to: bytes.byteCount)
        }
        lastEnd = end
        count += 1
        if isBetter(candidate) {
            best = candidate
            swap(&parser, &bestParser)
        }
        return end
    }

    private func isBetter(_ candidate: Candidate) -> Bool {
        guard let best else { return true }
        if candidate.isWeak != best.isWeak { return best.isWeak }
        return switch options.choice {
        case .largest: candidate.range.count > best.range.count
        case .first: false
        case .last: true
        }
    }

    private mutating func markBroken(_ bytes: RawSpan, from start: Int) -> Int {
        markBroken(bytes, from: start, to: endOfBrackets(bytes, from: start))
    }

    private mutating func markBroken(_ bytes: RawSpan, from start: Int, to end: Int) -> Int {
        count += 1
        let isPicked =
            switch options.choice {
            case .largest: end - start > (broken?.count ?? 0)
            case .first: broken == nil
            case .last: true
            }
        if isPicked { broken = start..<end }
        return end
    }

    /// Where the brackets opened at `start` are balanced again, outside of strings; the end of the text otherwise.
    private mutating func endOfBrackets(_ bytes: RawSpan, from start: Int) -> Int {
        var depth = 0
        var index = start
        var isInString = false
        while index < bytes.byteCount {
            if isInString { index = bytes.endOfPlainRun(from: index) }
            index = bytes.endOfWhitespace(from: index)
            guard index < bytes.byteCount else { break }
            switch bytes[index] {
            case .quote: isInString.toggle()
            case .backslash where isInString: index += 1
            case .openBrace, .openBracket: depth += isInString ? 0 : 1
            case .closeBrace, .closeBracket:
                depth -= isInString ? 0 : 1
                if depth == 0, !isInString {
                    work += index - start
                    return index + 1
                }
            default: break
            }
            index += 1
        }
        work += index - start
        return bytes.byteCount
    }
}
