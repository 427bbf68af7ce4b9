import Synchronization

/// How many calls may be under way at once, for one key and in all.
final class CallsInFlight: Sendable {
    /// The place of one call; it is free again when nobody holds the permit any more.
    final class Permit: Sendable {
        private let calls: CallsInFlight
        private let key: String?

        fileprivate init(_ calls: CallsInFlight, _ key: String?) {
            self.calls = calls
            self.key = key
        }

        deinit { calls.leave(key) }
    }

    private struct State {
        var all = 0
        var byKey: [String?: Int] = [:]
    }

    private let limits: GatewayLimits
    private let state = Mutex(State())

    init(limits: GatewayLimits) {
        self.limits = limits
    }

    /// A place for a call of a key; nil stands for calls without one.
    ///
    /// - Throws: ``GatewayRefusal`` where there is none: a passing trouble, which trying again cures.
    func enter(_ key: String?) throws(GatewayRefusal) -> Permit {
        let refusal = state.withLock { state -> String? in
            guard state.all < limits.callsInFlight else { return "The gateway has \(limits.callsInFlight) calls" }
            let count = state.byKey[key, default: 0]
            guard count < limits.callsInFlightPerKey else {
                return "The \(key.map { "key \($0)" } ?? "gateway") has \(limits.callsInFlightPerKey) calls"
            }
            state.all += 1
            state.byKey[key] = count + 1
            return nil
        }
        if let refusal {
            throw .throttled("\(refusal) under way, which is as many as it may; try again.", after: .seconds(1))
        }
        return Permit(self, key)
    }

    private func leave(_ key: String?) {
        state.withLock { state in
            state.all -= 1
            let count = state.byKey[key, default: 1]
            state.byKey[key] = count > 1 ? count - 1 : nil
        }
    }
}
