/// Why bytes are not an event stream, and where.
///
/// After one of these nothing that follows can be trusted, because the place of the next frame is not known.
public struct EventStreamError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was wrong.
    public enum Reason: Sendable, Hashable {
        /// The checksum over the two lengths is `found`, and has to be `expected`.
        case preludeChecksum(found: UInt32, expected: UInt32)
        /// The checksum over the frame is `found`, and has to be `expected`.
        case messageChecksum(found: UInt32, expected: UInt32)
        /// The total length of `total` cannot hold the headers and the frame's own 16 bytes.
        case lengths(total: Int, headers: Int)
        /// The headers are longer than the limit; both in bytes.
        case headersTooLong(length: Int, limit: Int)
        /// The payload is longer than the limit; both in bytes.
        case payloadTooLong(length: Int, limit: Int)
        /// A header ends beyond the block of headers.
        case headerCutShort
        /// A header has no name.
        case headerWithoutName
        /// A header's name or text is not UTF-8.
        case headerNotUTF8
        /// The byte is none of the ten types of values.
        case unknownHeaderType(UInt8)
        /// Two headers have this name.
        case duplicateHeader(String)
        /// The stream ended within a frame; `missing` bytes are known to be missing, more may be.
        case truncated(missing: Int)
    }

    /// Where the fault is, in bytes from the start of the stream.
    public let offset: Int

    /// What is wrong there.
    public let reason: Reason

    /// A fault at an offset.
    public init(offset: Int, reason: Reason) {
        self.offset = offset
        self.reason = reason
    }

    /// The place and the reason in one line.
    public var description: String { "event stream, byte \(offset): \(reason)" }
}

extension EventStreamError.Reason: CustomStringConvertible {
    /// What was found and what was expected.
    public var description: String {
        switch self {
        case .preludeChecksum(let found, let expected):
            "the checksum of the lengths is \(hexadecimal(found)), expected \(hexadecimal(expected)); bytes were changed"
        case .messageChecksum(let found, let expected):
            "the checksum of the frame is \(hexadecimal(found)), expected \(hexadecimal(expected)); bytes were changed"
        case .lengths(let total, let headers):
            "a frame of \(total) bytes cannot hold \(headers) bytes of headers and 16 of its own"
        case .headersTooLong(let length, let limit): "\(length) bytes of headers, the limit is \(limit)"
        case .payloadTooLong(let length, let limit): "\(length) bytes of payload, the limit is \(limit)"
        case .headerCutShort: "a header ends beyond the block of headers"
        case .headerWithoutName: "a header has no name"
        case .headerNotUTF8: "a header's name or text is not UTF-8"
        case .unknownHeaderType(let byte): "\(byte) is no type of a header's value"
        case .duplicateHeader(let name): "two headers have the name \(name)"
        case .truncated(let missing): "the stream ends within a frame, at least \(missing) bytes are missing"
        }
    }

    private func hexadecimal(_ checksum: UInt32) -> String { String(checksum, radix: 16) }
}
