import LosslessJSON

extension RecordSplitter {
    /// Goes through a record outside of its strings.
    mutating func scanValue(_ chunk: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index < chunk.count {
            let byte = chunk[index]
            switch byte {
            case UInt8(ascii: "\n"):
                if line == firstLine { startsAlone = open.count == recordDepth + 1 && lastByte == opening(open.last) }
                countLine(at: index)
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            case UInt8(ascii: "\""):
                if open.count == recordDepth + 1 { nameStart = record.count + index - recordStart }
                isAtLineStart = false
                lastByte = byte
                state = .string
                return index + 1
            case UInt8(ascii: "{"), UInt8(ascii: "["): return enter(chunk, byte, at: index)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): return leave(chunk, byte, at: index)
            default:
                isAtLineStart = false
                lastByte = byte
            }
            index += 1
        }
        return index
    }

    /// Goes through a string of a record. JSON has no line feeds in strings, so one means a broken record.
    mutating func scanString(_ chunk: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        let bytes = chunk.bytes
        while index < chunk.count {
            if !isEscaped {
                // Most of a log is text of prompts and answers.
                index = bytes.endOfPlainRun(from: index)
                while index < chunk.count, chunk[index] >= 0x80 { index += 1 }
                guard index < chunk.count else { break }
            }
            let byte = chunk[index]
            if byte == UInt8(ascii: "\n") { return abandon("a string is not closed", at: index) }
            index += 1
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                state = .value
                if open.count == recordDepth { end(chunk, at: index) }
                return index
            }
        }
        return index
    }

    private mutating func enter(_ chunk: UnsafeRawBufferPointer, _ byte: UInt8, at index: Int) -> Int {
        if byte == UInt8(ascii: "{"), startsOver(at: index) {
            fail("the record is not closed")
            open.removeLast(open.count - recordDepth)
            state = .between
            return index
        }
        guard open.count - recordDepth < Self.maximumDepth else {
            return abandon("the record is nested deeper than \(Self.maximumDepth) levels", at: index)
        }
        if byte == UInt8(ascii: "["), isList(chunk, at: index) {
            open.append(.list)
            listLine = line
            state = .between
            return index + 1
        }
        open.append(byte == UInt8(ascii: "{") ? .object : .array)
        isAtLineStart = false
        lastByte = byte
        return index + 1
    }

    private mutating func leave(_ chunk: UnsafeRawBufferPointer, _ byte: UInt8, at index: Int) -> Int {
        guard open.last == (byte == UInt8(ascii: "}") ? .object : .array) else {
            return abandon("'\(Unicode.Scalar(byte))' closes nothing", at: index)
        }
        open.removeLast()
        isAtLineStart = false
        lastByte = byte
        if open.count == recordDepth { end(chunk, at: index + 1) }
        return index + 1
    }

    /// Gives up the present record and skips to where the next one may start.
    private mutating func abandon(_ reason: String, at index: Int) -> Int {
        fail(reason, on: line)
        skipLine(isResuming: true)
        return index
    }

    /// Whether a brace can only be the start of another record, so that the present one was not closed.
    ///
    /// It is the first thing on its line and stands no deeper than the present record did. Printers that do not indent
    /// write nested objects so too, but only where JSON allows a value, and behind a first line of one bracket.
    private func startsOver(at index: Int) -> Bool {
        guard isAtLineStart, index - lineStart <= firstColumn else { return false }
        let isValueDue =
            lastByte == UInt8(ascii: ":") || lastByte == UInt8(ascii: "[")
            || (lastByte == UInt8(ascii: ",") && open.last == .array)
        return !startsAlone || !isValueDue
    }

    /// Whether the bracket at an index opens the list of an envelope.
    private mutating func isList(_ chunk: UnsafeRawBufferPointer, at index: Int) -> Bool {
        guard open.count == recordDepth + 1, open.last == .object, lastByte == UInt8(ascii: ":"), !isOversized else {
            return false
        }
        keep(chunk, through: index)
        // A record may have such a member too, one day; it says before what it is.
        guard !isOversized, record.indices.contains(nameStart), record.firstRange(of: Self.schemaType) == nil else {
            return false
        }
        let name = record[(nameStart + 1)...].prefix { $0 != UInt8(ascii: "\"") }
        return Self.listNames.contains(Array(name))
    }

    private func opening(_ bracket: Bracket?) -> UInt8 {
        bracket == .object ? UInt8(ascii: "{") : UInt8(ascii: "[")
    }
}
