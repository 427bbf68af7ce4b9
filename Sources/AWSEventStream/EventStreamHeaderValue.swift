/// The value of a header, in one of the ten types of the wire.
public enum EventStreamHeaderValue: Sendable, Hashable {
    /// Types 0 (true) and 1 (false).
    case bool(Bool)
    /// Type 2.
    case int8(Int8)
    /// Type 3.
    case int16(Int16)
    /// Type 4.
    case int32(Int32)
    /// Type 5.
    case int64(Int64)
    /// Type 6, at most 65,535 bytes.
    case bytes([UInt8])
    /// Type 7, at most 65,535 bytes of UTF-8.
    case string(String)
    /// Type 8, in milliseconds since 1970-01-01T00:00:00Z.
    case timestamp(milliseconds: Int64)
    /// Type 9.
    case uuid(EventStreamUUID)

    /// The text of a string, nil for every other type.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }
}

extension EventStreamHeaderValue {
    /// The byte that announces the type on the wire.
    var typeByte: UInt8 {
        switch self {
        case .bool(true): 0
        case .bool(false): 1
        case .int8: 2
        case .int16: 3
        case .int32: 4
        case .int64: 5
        case .bytes: 6
        case .string: 7
        case .timestamp: 8
        case .uuid: 9
        }
    }
}
