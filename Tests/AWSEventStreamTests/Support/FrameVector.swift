import AWSEventStream
import Testing

/// A frame, and its bytes as an independent implementation (Python's `struct` and `zlib`) writes them.
struct FrameVector: Sendable, CustomTestStringConvertible {
    let name: String
    let frame: EventStreamFrame
    let bytes: [UInt8]

    var testDescription: String { name }

    init(_ name: String, _ frame: EventStreamFrame, hexadecimal: String) {
        self.name = name
        self.frame = frame
        self.bytes = [UInt8](hexadecimal: hexadecimal)
    }

    static let all: [FrameVector] = [
        FrameVector("nothing at all", EventStreamFrame(), hexadecimal: "000000100000000005c248eb7d98c8ff"),
        FrameVector(
            "a payload without headers", EventStreamFrame(payload: Array("ledger".utf8)),
            hexadecimal: "00000016000000008a82bd4b6c6564676572c241d21b"),
        FrameVector("every type of value", everyType, hexadecimal: everyTypeBytes),
        FrameVector(
            "an event", .event("messageStop", payload: Array(#"{"stopReason":"end_turn"}"#.utf8)),
            hexadecimal: """
                0000007a00000051ca2c46650b3a6576656e742d7479706507000b6d65737361676553746f700d3a636f6e74656e742d
                747970650700106170706c69636174696f6e2f6a736f6e0d3a6d6573736167652d747970650700056576656e747b2273
                746f70526561736f6e223a22656e645f7475726e227d5fbf09fc
                """),
        FrameVector(
            "an exception", .exception("throttlingException", payload: Array(#"{"message":"Slow down"}"#.utf8)),
            hexadecimal: """
                0000008800000061de0175f40f3a657863657074696f6e2d747970650700137468726f74746c696e6745786365707469
                6f6e0d3a636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e0d3a6d6573736167652d747970
                65070009657863657074696f6e7b226d657373616765223a22536c6f7720646f776e227d05b26fa5
                """),
        FrameVector(
            "an error", .error(code: "InternalError", message: "no luck"),
            hexadecimal: """
                0000005b0000004bcbefb9ab0b3a6572726f722d636f646507000d496e7465726e616c4572726f720e3a6572726f722d
                6d6573736167650700076e6f206c75636b0d3a6d6573736167652d747970650700056572726f72a7d40c51
                """),
    ]

    private static let everyType = EventStreamFrame(
        headers: [
            EventStreamHeader(name: "yes", value: .bool(true)),
            EventStreamHeader(name: "no", value: .bool(false)),
            EventStreamHeader(name: "i8", value: .int8(-128)),
            EventStreamHeader(name: "i16", value: .int16(-2)),
            EventStreamHeader(name: "i32", value: .int32(70_000)),
            EventStreamHeader(name: "i64", value: .int64(.min)),
            EventStreamHeader(name: "raw", value: .bytes([0x00, 0xFF, 0x7F])),
            EventStreamHeader(name: "text", value: .string("Prüfung ✓")),
            EventStreamHeader(name: "when", value: .timestamp(milliseconds: 1_795_633_200_123)),
            EventStreamHeader(
                name: "id",
                value: .uuid(EventStreamUUID(high: 0xA0A1_A2A3_A4A5_A6A7, low: 0xA8A9_AAAB_ACAD_AEAF))),
        ], payload: Array("{}".utf8))

    private static let everyTypeBytes = """
        0000007d0000006bbe0043c70379657300026e6f0102693802800369313603fffe036933320400011170036936340580
        000000000000000372617706000300ff7f047465787407000c5072c3bc66756e6720e29c93047768656e08000001a214
        143bfb02696409a0a1a2a3a4a5a6a7a8a9aaabacadaeaf7b7d5187ee93
        """
}

extension [UInt8] {
    /// The bytes that pairs of digits spell; everything else is skipped.
    init(hexadecimal: String) {
        let digits = hexadecimal.compactMap(\.hexDigitValue)
        self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
