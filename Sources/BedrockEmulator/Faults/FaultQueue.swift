import Pricing

/// Faults that were ordered beforehand, first come first served.
struct FaultQueue: Sendable {
    /// A fault and the requests that it waits for.
    struct Entry: Sendable {
        var fault: EmulatorFault
        var model: String?
        var operation: CallOperation?
        var remaining: Int
    }

    private var entries: [Entry] = []
    let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// Appends a fault; false where too many wait already.
    mutating func append(_ fault: EmulatorFault, model: String?, operation: CallOperation?) -> Bool {
        guard entries.count < limit else { return false }
        let entry = Entry(fault: fault, model: model, operation: operation, remaining: max(1, fault.attempts ?? 1))
        entries.append(entry)
        return true
    }

    /// Takes the first fault that waits for such a request.
    mutating func next(model: String, operation: CallOperation) -> EmulatorFault? {
        let index = entries.firstIndex {
            ($0.model ?? model) == model && ($0.operation ?? operation) == operation
        }
        guard let index else { return nil }
        entries[index].remaining -= 1
        let fault = entries[index].fault
        if entries[index].remaining == 0 { entries.remove(at: index) }
        // Its attempts are counted here, by requests.
        return EmulatorFault(fault.effect)
    }
}
