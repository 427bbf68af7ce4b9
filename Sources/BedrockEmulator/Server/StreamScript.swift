import AWSEventStream
import LosslessJSON

/// Frames the events of an answer, and breaks the stream where a fault says so.
struct StreamScript {
    private(set) var pieces: [[UInt8]] = []
    private(set) var isCut = false
    /// Whether the events that state the usage are among what is sent whole.
    private(set) var isComplete = true

    init(_ events: [StreamEvent], faults: FaultPlan) throws(ServiceError) {
        for (index, event) in events.enumerated() {
            if event.isClosing, faults.endsWithoutMetadata {
                isComplete = false
                continue
            }
            var bytes = try Self.encoded(event.frame)
            if let fault = faults.streamFault, fault.afterEvents == index {
                try apply(fault.break, to: &bytes)
                if !bytes.isEmpty { pieces.append(bytes) }
                if fault.break != .badChecksum { break }
            } else {
                pieces.append(bytes)
            }
        }
        guard let size = faults.pieceBytes else { return }
        let all = pieces.flatMap(\.self)
        pieces = stride(from: 0, to: all.count, by: size).map { Array(all[$0..<min(all.count, $0 + size)]) }
    }

    private mutating func apply(_ fault: FaultPlan.StreamBreak, to bytes: inout [UInt8]) throws(ServiceError) {
        isComplete = false
        switch fault {
        case .cut:
            bytes = []
            isCut = true
        case .cutFrame:
            bytes.removeLast(bytes.count / 2)
            isCut = true
        case .badChecksum:
            bytes[bytes.count - 1] ^= 1
        case .exception(let type):
            let payload = JSONWriter.object { writer in
                writer.member("message", "The emulator was asked to fail here.")
                guard type == "modelStreamErrorException" else { return }
                writer.member("originalStatusCode", 500)
                writer.member("originalMessage", "The emulator was asked to fail here.")
            }
            bytes = try Self.encoded(.exception(type, payload: payload))
        case .error(let code):
            bytes = try Self.encoded(.error(code: code, message: "The emulator was asked to fail here."))
        }
    }

    private static func encoded(_ frame: EventStreamFrame) throws(ServiceError) -> [UInt8] {
        do throws(EventStreamEncodingError) {
            return try frame.encoded()
        } catch {
            throw ServiceError(500, "InternalServerException", "The emulator cannot frame an event: \(error)")
        }
    }
}
