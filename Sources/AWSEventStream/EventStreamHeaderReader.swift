/// Reads the block of headers of one frame whose checksum was found right.
struct EventStreamHeaderReader {
    private let bytes: [UInt8]
    private let streamOffset: Int
    private var position = 0

    /// A reader of a block that stands `streamOffset` bytes from the start of the stream.
    init(_ bytes: [UInt8], streamOffset: Int) {
        self.bytes = bytes
        self.streamOffset = streamOffset
    }

    /// All headers; in linear time, whatever their number.
    mutating func readAll() throws(EventStreamError) -> [EventStreamHeader] {
        var headers: [EventStreamHeader] = []
        var names: Set<String> = []
        while position < bytes.count {
            let start = position
            let name = try readName()
            guard names.insert(name).inserted else { throw fault(.duplicateHeader(name), at: start) }
            headers.append(EventStreamHeader(name: name, value: try readValue()))
        }
        return headers
    }

    private mutating func readName() throws(EventStreamError) -> String {
        let start = position
        let length = Int(try readInteger(as: UInt8.self))
        guard length > 0 else { throw fault(.headerWithoutName, at: start) }
        return try readText(length: length)
    }

    private mutating func readValue() throws(EventStreamError) -> EventStreamHeaderValue {
        let start = position
        let type = try readInteger(as: UInt8.self)
        switch type {
        case 0: return .bool(true)
        case 1: return .bool(false)
        case 2: return .int8(try readInteger())
        case 3: return .int16(try readInteger())
        case 4: return .int32(try readInteger())
        case 5: return .int64(try readInteger())
        case 6:
            let length = Int(try readInteger(as: UInt16.self))
            return .bytes(Array(bytes[try advance(by: length)]))
        case 7:
            let length = Int(try readInteger(as: UInt16.self))
            return .string(try readText(length: length))
        case 8: return .timestamp(milliseconds: try readInteger())
        case 9: return .uuid(EventStreamUUID(high: try readInteger(), low: try readInteger()))
        default: throw fault(.unknownHeaderType(type), at: start)
        }
    }

    private mutating func readInteger<Value: FixedWidthInteger>(
        as type: Value.Type = Value.self
    ) throws(EventStreamError) -> Value {
        let range = try advance(by: Value.bitWidth / 8)
        return bytes[range].reduce(0) { ($0 << 8) | Value(truncatingIfNeeded: $1) }
    }

    private mutating func readText(length: Int) throws(EventStreamError) -> String {
        let range = try advance(by: length)
        guard let text = String(validating: bytes[range], as: UTF8.self) else {
            throw fault(.headerNotUTF8, at: range.lowerBound)
        }
        return text
    }

    /// The place of the next `count` bytes, which are taken.
    private mutating func advance(by count: Int) throws(EventStreamError) -> Range<Int> {
        guard count <= bytes.count - position else { throw fault(.headerCutShort, at: position) }
        defer { position += count }
        return position..<(position + count)
    }

    private func fault(_ reason: EventStreamError.Reason, at position: Int) -> EventStreamError {
        EventStreamError(offset: streamOffset + position, reason: reason)
    }
}
