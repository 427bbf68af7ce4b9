import LosslessJSON

/// Why a lenient reading gave up.
struct RepairFault: Error {
    let offset: Int
    let reason: StaticString
    /// Whether the reading went too far to say that this is no JSON at all: then a part of it is not the answer.
    var isExcess = false
}

/// Reads on where the strict parser stopped, and notes an ``Edit`` for everything that is not as it should be.
///
/// It makes no tree: the strict parser reads the edited text afterwards, so a slip here ends in an error and not in a
/// wrong value. It looks at every byte a bounded number of times and never recurses.
struct LenientReader: ~Copyable {
    /// One open container.
    struct Level {
        let isObject: Bool
        /// How many levels from the outermost there are up to the nearest container of the other kind; 0 for none.
        let otherKind: Int
    }

    /// What has to come next; as in the strict parser, but of this module, where comparing it costs nothing.
    enum Phase: UInt8 {
        case value, firstElement, firstKey, key, colon, next, done

        init(_ phase: JSONParser.Phase) {
            switch phase {
            case .value: self = .value
            case .firstElement: self = .firstElement
            case .firstKey: self = .firstKey
            case .key: self = .key
            case .colon: self = .colon
            case .next: self = .next
            case .done: self = .done
            }
        }
    }

    /// How many repairs a text may need before their number is held against its length.
    static let alwaysAllowedRepairs = 4096

    let level: RepairLevel
    /// Whether the level allows more than the structural passes.
    let repairsCommonly: Bool
    let repairsLiberally: Bool
    let maximumDepth: Int
    private(set) var source = 0
    var position = 0
    var phase = Phase.value
    private(set) var stack: ContiguousArray<Level> = []
    /// Whether the innermost open container is an object.
    private(set) var isInObject = false
    var edits = EditLog()
    /// The comma before the current member or element; nil before the first.
    var comma: Int?
    /// Where the current member's key starts.
    var memberStart = 0
    var isTruncated = false
    /// Whether a whole member or element, or at least a key with its colon, has been seen.
    var hasContent = false
    var hasQuotedString = false
    var hasUnquotedText = false
    /// How many names and values have been read, so that the parser can make room for them.
    private(set) var valueCount = 0
    var lookahead = Lookahead()
    /// How many bytes may be looked at ahead: several times the text, so that no pattern makes the time grow faster.
    private var allowedWork = 0
    /// How many parentheses of tuples are open as arrays, by the depth of the stack.
    var tuples: [Int] = []

    init(options: RepairOptions) {
        level = options.level
        repairsCommonly = options.level >= .commonly
        repairsLiberally = options.level >= .liberally
        maximumDepth = options.limits.maximumDepth
    }

    /// Takes over from the strict parser at its last token; memory of an earlier reading is used again.
    mutating func start(after parser: borrowing JSONParser, from source: Int, length: Int) {
        self.source = source
        position = parser.position
        phase = Phase(parser.phase)
        stack.removeAll(keepingCapacity: true)
        edits.start(over: source..<length)
        tuples.removeAll(keepingCapacity: true)
        comma = nil
        memberStart = 0
        isTruncated = false
        hasContent = parser.tape.count > 1
        hasQuotedString = parser.beginsWithString
        hasUnquotedText = false
        valueCount = 0
        lookahead.startCounting()
        allowedWork = 8 * length + 65_536
        isInObject = false
        if parser.depth > 0 { for isObject in parser.openContainers { push(isObject) } }
    }

    mutating func push(_ isObject: Bool) {
        let top = stack.count
        let otherKind = top == 0 ? 0 : isInObject == isObject ? stack[top - 1].otherKind : top
        stack.append(Level(isObject: isObject, otherKind: otherKind))
        isInObject = isObject
    }

    mutating func pop() {
        stack.removeLast()
        isInObject = stack.last?.isObject ?? false
    }

    /// Reads to the end of the value, or to the end of the text.
    mutating func read(_ bytes: RawSpan) throws(RepairFault) {
        while true {
            readOrdinary(bytes)
            if phase == .done { return }
            try skipSpace(bytes)
            if endsHere(bytes) {
                try finish(bytes)
                return
            }
            let before = (position, phase, stack.count)
            switch phase {
            case .value, .firstElement: try readValue(bytes)
            case .key, .firstKey: try readKey(bytes)
            case .colon: try readColon(bytes)
            case .next: try readNext(bytes)
            case .done: break
            }
            // Every step reads something or changes what is expected; a text that finds a hole in that ends here.
            guard (position, phase, stack.count) != before else { throw fault("expected something else") }
        }
    }

    /// Whether the text, the code block or the element of markup around the value ends here.
    mutating func endsHere(_ bytes: RawSpan) -> Bool { endsHere(bytes, position) }

    mutating func endsHere(_ bytes: RawSpan, _ index: Int) -> Bool {
        guard index < bytes.byteCount else { return true }
        let byte = bytes[index]
        guard byte == 0x60 || byte == 0x7E || byte == 0x3C, hasContent else { return false }
        if byte == 0x3C { return index + 1 < bytes.byteCount && bytes[index + 1] == .slash }
        return index + 2 < bytes.byteCount && bytes[index + 1] == byte && bytes[index + 2] == byte
    }

    /// Closes what is open at the end of the text and leaves out what was only begun.
    private mutating func finish(_ bytes: RawSpan) throws(RepairFault) {
        guard tuples.isEmpty else { throw fault("the text ends inside parentheses") }
        switch phase {
        case .colon: try dropMember()
        case .value where isInObject: try dropMember()
        case .value, .key: dropComma()
        default: break
        }
        for level in stack.reversed() {
            edits.append(Edit(.missingBracket, position..<position, .closing(isObject: level.isObject)))
        }
        stack.removeAll(keepingCapacity: true)
        isInObject = false
        isTruncated = true
        phase = .done
    }

    /// Leaves out the member that the text ends in.
    mutating func dropMember() throws(RepairFault) {
        guard repairsCommonly else { throw fault("the text ends inside a member") }
        let start = comma ?? memberStart
        edits.removeAll(from: start)
        try note(Edit(.cutMember, start..<position))
        hasContent = true
    }

    mutating func dropComma() {
        guard let comma else { return }
        // Comments may have been edited since, so the comma's edit goes to its place in the order.
        edits.insert(Edit(.trailingComma, comma..<comma + 1))
        self.comma = nil
    }

    /// Notes a repair behind all others.
    ///
    /// A long text that needs one every few bytes is no damaged JSON but something else, and is given up early.
    @inline(__always)
    mutating func note(_ edit: Edit) throws(RepairFault) {
        guard lookahead.work <= allowedWork else {
            throw RepairFault(
                offset: edit.range.upperBound, reason: "what follows has to be looked at too often", isExcess: true)
        }
        if edits.count > Self.alwaysAllowedRepairs,
            edits.count &* 5 > Self.repairAllowance(edit.range.upperBound &- source)
        {
            throw RepairFault(
                offset: edit.range.upperBound,
                reason: "more is wrong than right: over 4096 repairs, and two in every five bytes", isExcess: true)
        }
        edits.append(edit)
    }

    /// Five times the repairs that so many bytes may need: two in five, and a few for how a text begins, so that records
    /// such as `{x:1,y:2},` are read however many there are.
    @inline(__always)
    static func repairAllowance(_ bytes: Int) -> Int { bytes &* 2 &+ 64 }

    mutating func insert(_ kind: Repair.Kind, _ text: Replacement, at index: Int) throws(RepairFault) {
        try note(Edit(kind, at: index, text))
    }

    /// Inserts before something already passed, such as the spaces or comments behind a value.
    mutating func insertBehind(_ kind: Repair.Kind, _ text: Replacement, at index: Int) throws(RepairFault) {
        edits.insert(Edit(kind, at: index, text))
    }

    mutating func fault(_ reason: StaticString) -> RepairFault { RepairFault(offset: position, reason: reason) }

    mutating func require(_ needed: RepairLevel, _ reason: StaticString) throws(RepairFault) {
        if level < needed { throw fault(reason) }
    }

    @inline(__always)
    mutating func finishValue() {
        hasContent = true
        valueCount &+= isInObject ? 2 : 1
        comma = nil
        phase = isInObject || !stack.isEmpty ? .next : .done
    }
}
