/// Cuts the bytes of a log into records while they arrive, without knowing the layout beforehand.
///
/// It tells one object a line, pretty-printed objects one after another, arrays, and envelopes such as
/// `{"Records":[…]}` apart by their brackets, and hands out the elements of lists one by one: no document is ever held
/// whole. It checks brackets and quotation marks only; whether a record is JSON, its parser says.
///
/// A record that is broken must not take its neighbours along: when one is not closed where it should be, the splitter
/// goes on at the next line that starts a value no deeper than the broken record started.
struct RecordSplitter {
    /// What was cut out of the bytes.
    enum Piece: Equatable {
        /// Brackets and quotation marks match: probably a JSON value. `line` is where it starts.
        case value([UInt8], line: Int)
        /// Something else, up to the end of its line or list element.
        case text([UInt8], line: Int)
        /// A record that could not be cut out.
        case broken(line: Int, reason: String)
    }

    enum State {
        /// Before a record, an element or the end of a list.
        case between
        /// In a record, outside of its strings.
        case value
        /// In a string of a record.
        case string
        /// In something that does not start like JSON.
        case text
        /// Behind a record, which only stands if nothing else follows it.
        case ended
        /// In a line that is skipped up to its end.
        case skipping
        /// At the start of a line behind a broken record.
        case resuming
    }

    enum Bracket {
        case object, array
        /// An array whose elements are records.
        case list
    }

    /// The members whose arrays hold records: S3 and CloudTrail style, CloudWatch exports and subscriptions, Insights.
    static let listNames: Set<[UInt8]> = Set(
        ["Records", "records", "events", "logEvents", "results"].map { Array($0.utf8) })
    /// The name that a record has and an envelope does not.
    static let schemaType = Array("\"schemaType\"".utf8)
    /// Deeper records are refused; the parser would refuse them too.
    static let maximumDepth = 512

    /// What was cut out and not yet taken.
    var pieces: [Piece] = []

    var state = State.between
    /// The open brackets, outermost first.
    var open: [Bracket] = []
    /// The line of the innermost open list.
    var listLine = 0
    /// How many brackets were open when the present record started.
    var recordDepth = 0
    /// The bytes of the present record, as far as earlier chunks held them.
    var record: [UInt8] = []
    /// Where the bytes of the present record start in the present chunk.
    var recordStart = 0
    /// Whether the present record is the rest of an envelope whose list has been handed out.
    var isEnvelope = false
    /// Whether the present record is over the limit, so that its bytes are no longer kept.
    var isOversized = false
    /// Whether skipping ends at a line that may start a record, rather than at any line.
    var isResuming = false

    var line = 1
    /// Where the present line starts, in bytes from the start of the present chunk; negative in an earlier one.
    var lineStart = 0
    /// Whether the present line has held nothing but blanks so far.
    var isAtLineStart = true
    var firstLine = 1
    var firstColumn = 0
    /// Whether the first line of the present record held only its bracket, as pretty printers write it.
    var startsAlone = false
    /// The last byte of the record that is neither blank nor in a string.
    var lastByte: UInt8 = 0
    /// Whether the next byte of a string follows a backslash.
    var isEscaped = false
    /// Where the last string of the record's own level starts, in bytes from the start of the record.
    var nameStart = 0

    private let maximumRecordBytes: Int
    private var bytesSinceStart = 0

    init(maximumRecordBytes: Int) {
        self.maximumRecordBytes = maximumRecordBytes
    }

    /// How far the bytes go beyond the start of a record that has no end, for the caller to give up on it.
    var bytesWithoutEnd: Int { state == .between ? 0 : bytesSinceStart }

    /// Takes the next bytes and cuts what they complete into ``pieces``.
    mutating func append(_ chunk: UnsafeRawBufferPointer) {
        recordStart = 0
        var index = 0
        while index < chunk.count {
            index =
                switch state {
                case .between: scanBetween(chunk, from: index)
                case .value: scanValue(chunk, from: index)
                case .string: scanString(chunk, from: index)
                case .text: scanText(chunk, from: index)
                case .ended: scanEnded(chunk, from: index)
                case .skipping: scanSkipped(chunk, from: index)
                case .resuming: scanResuming(chunk, from: index)
                }
        }
        if state == .value || state == .string || state == .text { keep(chunk, through: chunk.count) }
        bytesSinceStart += chunk.count
        lineStart -= chunk.count
    }

    /// Ends the log.
    ///
    /// - Parameter fault: Why the bytes end before the log does, if they do; what is open then goes without saying.
    mutating func finish(cutShort fault: String? = nil) {
        if state == .ended { flush() }
        let isInRecord = state == .value || state == .string || state == .text
        if let fault {
            pieces.append(.broken(line: isInRecord ? firstLine : line, reason: fault))
        } else if state == .text && !isOversized {
            pieces.append(.text(record, line: firstLine))
        } else if isInRecord {
            fail("the file ends within the record")
        } else if state == .between && !open.isEmpty {
            pieces.append(.broken(line: line, reason: "the file ends within a list of records"))
        }
        state = .between
        open = []
    }

    /// Starts a record at a byte of the chunk.
    mutating func begin(_ state: State, at index: Int) {
        self.state = state
        recordDepth = open.count
        record.removeAll(keepingCapacity: true)
        recordStart = index
        bytesSinceStart = -index
        firstLine = line
        firstColumn = index - lineStart
        startsAlone = false
        isEnvelope = false
        isOversized = false
        isAtLineStart = false
        isEscaped = false
        lastByte = 0
    }

    /// Keeps the bytes of the record up to an index of the chunk.
    mutating func keep(_ chunk: UnsafeRawBufferPointer, through end: Int) {
        guard !isOversized else { return }
        let count = end - recordStart
        guard record.count + count <= maximumRecordBytes else {
            isOversized = true
            record = []
            return
        }
        record.append(contentsOf: chunk[recordStart..<end])
        recordStart = end
    }

    /// Ends the record before an index of the chunk.
    mutating func end(_ chunk: UnsafeRawBufferPointer, at end: Int) {
        keep(chunk, through: end)
        let isText = state == .text
        state = .between
        if isEnvelope {
            record = []
        } else if isOversized {
            fail("the record is larger than \(maximumRecordBytes) bytes")
        } else if isText {
            pieces.append(.text(record, line: firstLine))
        } else {
            state = .ended
        }
    }

    /// Hands out the record that nothing follows.
    mutating func flush() {
        pieces.append(.value(record, line: firstLine))
        state = .between
    }

    /// Reports the present record as broken.
    ///
    /// - Parameters:
    ///   - reason: What is wrong.
    ///   - place: The line of the fault; by default the record's first.
    mutating func fail(_ reason: String, on place: Int? = nil) {
        let place = place ?? firstLine
        let origin = place == firstLine ? "" : " (in the record that starts on line \(firstLine))"
        pieces.append(.broken(line: place, reason: reason + origin))
    }

    /// Skips the rest of the line, and lists that it opened, for their end cannot be told.
    ///
    /// - Parameter isResuming: Whether further lines may belong to what is skipped.
    mutating func skipLine(isResuming: Bool) {
        open.removeLast(max(0, open.count - recordDepth))
        if listLine == line { open = [] }
        self.isResuming = isResuming
        state = .skipping
    }

    /// Counts a line feed at an index of the chunk.
    mutating func countLine(at index: Int) {
        line += 1
        lineStart = index + 1
        isAtLineStart = true
    }
}
