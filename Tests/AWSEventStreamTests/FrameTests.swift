import AWSEventStream
import Testing

@Suite("Frames")
struct FrameTests {
    @Test("A known frame is decoded", arguments: FrameVector.all)
    func decoding(vector: FrameVector) {
        let (frames, failure) = decode([vector.bytes])
        #expect(frames == [vector.frame])
        #expect(failure == nil)
    }

    @Test("A known frame is encoded", arguments: FrameVector.all)
    func encoding(vector: FrameVector) throws {
        #expect(try vector.frame.encoded() == vector.bytes)
    }

    @Test("A frame says what it is")
    func kinds() {
        #expect(EventStreamFrame.event("metadata", payload: []).kind == .event(type: "metadata"))
        #expect(EventStreamFrame.exception("x", payload: []).kind == .exception(type: "x"))
        #expect(EventStreamFrame.error(code: "c", message: "m").kind == .error(code: "c", message: "m"))
        #expect(EventStreamFrame.event("chunk", payload: []).contentType == "application/json")
    }

    @Test(
        "A frame whose headers do not say what it is has no kind",
        arguments: [
            [], [(":message-type", "event")], [(":event-type", "chunk")], [(":message-type", "exception")],
            [(":message-type", "error")], [(":message-type", "news"), (":event-type", "chunk")],
        ] as [[(String, String)]])
    func unknownKind(headers: [(String, String)]) {
        let frame = EventStreamFrame(
            headers: headers.map { EventStreamHeader(name: $0.0, value: .string($0.1)) })
        #expect(frame.kind == nil)
    }

    @Test("A message type that is no text is none")
    func messageTypeOfOtherType() {
        let header = EventStreamHeader(name: ":message-type", value: .bytes(Array("event".utf8)))
        #expect(EventStreamFrame(headers: [header]).kind == nil)
    }

    @Test("An identifier is written in groups, with its leading zeros")
    func identifier() {
        let uuid = EventStreamUUID(high: 0x0001_0203_0405_0607, low: 0x0809_0A0B_0C0D_0E0F)
        #expect(uuid.description == "00010203-0405-0607-0809-0a0b0c0d0e0f")
    }

    @Test("What the format cannot express is refused")
    func unencodable() {
        func refusal(_ headers: [(String, EventStreamHeaderValue)], payload: Int = 0) -> EventStreamEncodingError? {
            let frame = EventStreamFrame(
                headers: headers.map { EventStreamHeader(name: $0.0, value: $0.1) },
                payload: [UInt8](repeating: 0, count: payload))
            do throws(EventStreamEncodingError) {
                _ = try frame.encoded(limits: EventStreamLimits(headerBytes: 70_000, payloadBytes: 100))
                return nil
            } catch { return error }
        }
        let longest = String(repeating: "x", count: 65_535)
        #expect(refusal([("", .bool(true))]) == .headerNameLength(0))
        #expect(refusal([(String(repeating: "n", count: 255), .bool(true))]) == nil)
        #expect(refusal([(String(repeating: "n", count: 256), .bool(true))]) == .headerNameLength(256))
        #expect(refusal([("a", .bool(true)), ("a", .int8(1))]) == .duplicateHeader("a"))
        #expect(refusal([("a", .string(longest))]) == nil)
        #expect(refusal([("a", .string(longest + "x"))]) == .headerValueTooLong(name: "a"))
        #expect(refusal([("a", .string(longest)), ("b", .string(longest))]) == .headersTooLong(limit: 70_000))
        #expect(refusal([], payload: 100) == nil)
        #expect(refusal([], payload: 101) == .payloadTooLong(length: 101, limit: 100))
    }
}
