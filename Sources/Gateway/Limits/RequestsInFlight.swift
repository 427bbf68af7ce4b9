import Synchronization

/// How many calls, or other requests, may be under way at once, for one key and in all.
final class RequestsInFlight: Sendable {
    /// The place of one request; it is free again when nobody holds the permit any more.
    final class Permit: Sendable {
        private let requests: RequestsInFlight
        private let key: String?

        fileprivate init(_ requests: RequestsInFlight, _ key: String?) {
            self.requests = requests
            self.key = key
        }

        deinit { requests.leave(key) }
    }

    private struct State {
        var all = 0
        var byKey: [String?: Int] = [:]
    }

    private let most: Int
    private let mostPerKey: Int
    private let state = Mutex(State())

    init(most: Int, perKey: Int) {
        self.most = most
        mostPerKey = perKey
    }

    /// A place for a request of a key; nil stands for requests without one.
    ///
    /// - Throws: ``GatewayRefusal`` where there is none: a passing trouble, which trying again cures.
    func enter(_ key: String?) throws(GatewayRefusal) -> Permit {
        let refusal = state.withLock { state -> String? in
            guard state.all < most else { return "The gateway has \(most) requests" }
            let count = state.byKey[key, default: 0]
            guard count < mostPerKey else {
                return "The \(key.map { "key \($0)" } ?? "gateway") has \(mostPerKey) requests"
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
