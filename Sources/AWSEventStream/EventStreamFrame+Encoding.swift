extension EventStreamFrame {
    /// Writes the frame as it goes over the wire.
    ///
    /// - Parameter limits: The largest frame that may be made, those of AWS unless told.
    /// - Returns: The bytes of the frame, both checksums included.
    /// - Throws: ``EventStreamEncodingError`` for what the format cannot express or the limits forbid.
    public func encoded(limits: EventStreamLimits = EventStreamLimits()) throws(EventStreamEncodingError) -> [UInt8] {
        guard payload.count <= min(limits.payloadBytes, Self.formatLimit) else {
            throw .payloadTooLong(length: payload.count, limit: limits.payloadBytes)
        }
        let block = try encodedHeaders(limit: min(limits.headerBytes, Self.formatLimit))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(EventStreamPrelude.overhead + block.count + payload.count)
        bytes.appendBigEndian(UInt32(EventStreamPrelude.overhead + block.count + payload.count))
        bytes.appendBigEndian(UInt32(block.count))
        bytes.appendChecksum()
        bytes += block
        bytes += payload
        bytes.appendChecksum()
        return bytes
    }

    /// Half of what a length of 32 bits can say, so that headers and payload fit it together whatever the limits.
    private static let formatLimit = Int(Int32.max) - EventStreamPrelude.overhead

    private func encodedHeaders(limit: Int) throws(EventStreamEncodingError) -> [UInt8] {
        var block: [UInt8] = []
        var names: Set<String> = []
        for header in headers {
            let name = Array(header.name.utf8)
            guard (1...Int(UInt8.max)).contains(name.count) else { throw .headerNameLength(name.count) }
            guard names.insert(header.name).inserted else { throw .duplicateHeader(header.name) }
            block.append(UInt8(name.count))
            block += name
            guard block.append(header.value) else { throw .headerValueTooLong(name: header.name) }
            guard block.count <= limit else { throw .headersTooLong(limit: limit) }
        }
        return block
    }
}

extension [UInt8] {
    fileprivate mutating func appendBigEndian(_ value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    /// Appends the checksum of everything so far.
    fileprivate mutating func appendChecksum() {
        var checksum = CRC32()
        checksum.update(span.bytes)
        appendBigEndian(checksum.value)
    }

    /// Appends type and value of a header; false, after a part of it, where its length does not fit 16 bits.
    fileprivate mutating func append(_ value: EventStreamHeaderValue) -> Bool {
        append(value.typeByte)
        switch value {
        case .bool: break
        case .int8(let number): appendBigEndian(number)
        case .int16(let number): appendBigEndian(number)
        case .int32(let number): appendBigEndian(number)
        case .int64(let number): appendBigEndian(number)
        case .bytes(let bytes): return append(lengthPrefixed: bytes)
        case .string(let text): return append(lengthPrefixed: text.utf8)
        case .timestamp(let milliseconds): appendBigEndian(milliseconds)
        case .uuid(let uuid):
            appendBigEndian(uuid.high)
            appendBigEndian(uuid.low)
        }
        return true
    }

    private mutating func append(lengthPrefixed bytes: some Collection<UInt8>) -> Bool {
        guard let length = UInt16(exactly: bytes.count) else { return false }
        appendBigEndian(length)
        append(contentsOf: bytes)
        return true
    }
}
