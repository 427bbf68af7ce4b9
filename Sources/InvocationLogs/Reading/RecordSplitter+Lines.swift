extension RecordSplitter {
    /// Goes to the next record, element or end of a list.
    mutating func scanBetween(_ chunk: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index < chunk.count {
            switch chunk[index] {
            case UInt8(ascii: "\n"): countLine(at: index)
            // U+001E starts the records of a JSON text sequence (RFC 7464).
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: ","), 0x1E: break
            case UInt8(ascii: "["):
                guard open.isEmpty else {
                    begin(.value, at: index)
                    return index
                }
                open.append(.list)
                listLine = line
            case UInt8(ascii: "]") where !open.isEmpty:
                open.removeLast()
                if !open.isEmpty {
                    resumeEnvelope(at: index + 1)
                    return index + 1
                }
            case UInt8(ascii: "{"), UInt8(ascii: "\""):
                begin(.value, at: index)
                return index
            default:
                begin(.text, at: index)
                return index
            }
            index += 1
        }
        return index
    }

    /// Goes through what does not start like JSON, to the end of its line or list element.
    mutating func scanText(_ chunk: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index < chunk.count {
            let byte = chunk[index]
            let endsElement = !open.isEmpty && (byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]"))
            if byte == UInt8(ascii: "\n") || endsElement {
                end(chunk, at: index)
                return index
            }
            index += 1
        }
        return index
    }

    /// Looks at what stands behind a record on the same line.
    mutating func scanEnded(_ chunk: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index < chunk.count {
            switch chunk[index] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): index += 1
            case UInt8(ascii: "\n"), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ","), 0x1E,
                UInt8(ascii: "]") where !open.isEmpty:
                flush()
                return index
            default:
                fail("something follows the record", on: line)
                skipLine(isResuming: false)
                return index
            }
        }
        return index
    }

    /// Skips to the end of the line.
    mutating func scanSkipped(_ chunk: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index < chunk.count {
            if chunk[index] == UInt8(ascii: "\n") {
                countLine(at: index)
                state = isResuming ? .resuming : .between
                return index + 1
            }
            index += 1
        }
        return index
    }

    /// Decides whether a line behind a broken record is the rest of it, or starts the next record or ends the list.
    mutating func scanResuming(_ chunk: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index < chunk.count {
            switch chunk[index] {
            case UInt8(ascii: "\n"): countLine(at: index)
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            case UInt8(ascii: "{") where index - lineStart <= firstColumn,
                UInt8(ascii: "]") where index - lineStart < firstColumn && !open.isEmpty:
                state = .between
                return index
            default:
                state = .skipping
                return index
            }
            index += 1
        }
        return index
    }

    /// Goes on with the object that held a list; what else it has is of no interest.
    private mutating func resumeEnvelope(at index: Int) {
        let depth = open.count - 1
        begin(.value, at: index)
        recordDepth = depth
        isEnvelope = true
    }
}
