/// Frames of HTTP/2 as bytes, for what no client library would send.
struct HTTP2Frames {
    /// What a connection begins with: the preface, and SETTINGS that set nothing.
    private(set) var bytes = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + [0, 0, 0, 4, 0, 0, 0, 0, 0]

    /// A GET of `/healthz`: method, scheme and path out of the static table or as they are.
    static let health: [UInt8] = [0x82, 0x86, 0x04, 8] + Array("/healthz".utf8) + [0x01, 1] + Array("x".utf8)

    enum Kind: UInt8, Sendable, CaseIterable {
        case headers = 1
        case reset = 3
        case settings = 4
        case ping = 6
        case continuation = 9
    }

    /// Adds a frame.
    mutating func add(_ kind: Kind, flags: UInt8 = 0, stream: UInt32 = 0, _ payload: [UInt8] = []) {
        let length = UInt32(payload.count)
        bytes += [UInt8(truncatingIfNeeded: length >> 16), UInt8(truncatingIfNeeded: length >> 8)]
        bytes += [UInt8(truncatingIfNeeded: length), kind.rawValue, flags]
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: stream >> (24 - 8 * $0)) }
        bytes += payload
    }

    /// Adds a whole request on a stream: END_STREAM and END_HEADERS.
    mutating func addRequest(stream: UInt32) { add(.headers, flags: 0x5, stream: stream, Self.health) }
}
