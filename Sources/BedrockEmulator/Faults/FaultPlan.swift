/// All faults that one request meets, put together.
struct FaultPlan: Sendable {
    var refusal: EmulatorRefusal?
    var isReset = false
    var losesResponse = false
    var latency = Duration.zero
    var pause = Duration.zero
    var isGarbage = false
    var hidesUsage = false
    var endsWithoutMetadata = false
    var pieceBytes: Int?
    /// What breaks the stream, and behind how many events.
    var streamFault: (afterEvents: Int, break: StreamBreak)?

    /// How a stream breaks.
    enum StreamBreak: Sendable, Equatable {
        case cut
        case cutFrame
        case exception(type: String)
        case error(code: String)
        case badChecksum
    }

    init(_ faults: some Sequence<EmulatorFault>) {
        for fault in faults { add(fault.effect) }
    }

    private mutating func add(_ effect: EmulatorFault.Effect) {
        switch effect {
        case .refuse(let refusal): self.refusal = self.refusal ?? refusal
        case .reset: isReset = true
        case .loseResponse: losesResponse = true
        case .latency(let duration): latency += duration
        case .slow(let duration): pause += duration
        case .garbage: isGarbage = true
        case .noUsage: hidesUsage = true
        case .noMetadata: endsWithoutMetadata = true
        case .pieces(let bytes): pieceBytes = bytes
        case .cutStream(let events): breakStream(events, .cut)
        case .cutFrame(let events): breakStream(events, .cutFrame)
        case .badChecksum(let events): breakStream(events, .badChecksum)
        case .streamException(let events, let type): breakStream(events, .exception(type: type))
        case .streamError(let events, let code): breakStream(events, .error(code: code))
        }
    }

    private mutating func breakStream(_ events: Int, _ kind: StreamBreak) {
        streamFault = streamFault ?? (events, kind)
    }

    /// Whether the stream fails before any event, so that there is nothing to bill.
    var failsBeforeFirstEvent: Bool {
        guard let streamFault, streamFault.afterEvents == 0 else { return false }
        switch streamFault.break {
        case .exception, .error: return true
        case .cut, .cutFrame, .badChecksum: return false
        }
    }
}
