/// Counts the attempts of calls, for faults that end after some.
struct AttemptCounter: Sendable {
    private var counts: [String: Int] = [:]
    let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// Counts one attempt.
    ///
    /// - Parameters:
    ///   - fault: The fault that is asked for.
    ///   - call: What all attempts of the call have in common.
    /// - Returns: Whether this attempt still meets the fault.
    mutating func meets(_ fault: EmulatorFault, call: String) -> Bool {
        guard let attempts = fault.attempts else { return true }
        let key = "\(fault.effect) \(call)"
        // Who asks for more calls at a time than this gets faults anew, and no more memory.
        if counts.count >= limit, counts[key] == nil { counts.removeAll() }
        counts[key, default: 0] += 1
        return counts[key, default: 0] <= attempts
    }
}
