/// Why a frame cannot be encoded.
public enum EventStreamEncodingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A header's name has this many bytes.
    case headerNameLength(Int)
    /// Two headers have this name.
    case duplicateHeader(String)
    /// The value of this header has more than 65,535 bytes.
    case headerValueTooLong(name: String)
    /// The headers take more bytes than the limit.
    case headersTooLong(limit: Int)
    /// The payload is longer than the limit; both in bytes.
    case payloadTooLong(length: Int, limit: Int)

    /// What does not fit, and the limit.
    public var description: String {
        switch self {
        case .headerNameLength(let length): "a header's name must have 1 to 255 bytes, this one has \(length)"
        case .duplicateHeader(let name): "two headers have the name \(name); keep one"
        case .headerValueTooLong(let name): "the value of header \(name) has more than 65535 bytes"
        case .headersTooLong(let limit): "the headers take more than \(limit) bytes"
        case .payloadTooLong(let length, let limit): "the payload has \(length) bytes, the limit is \(limit)"
        }
    }
}
