import AWSSigning
import BedrockRuntime
import Synchronization

/// Lets a client that tries again join the call that it made before, so that it is neither sent nor billed twice.
///
/// An SDK that ran out of patience sends the same call again under the same `amz-sdk-invocation-id`. While the first one
/// is under way the second one waits for its answer, and for a while afterwards it gets the answer that was kept. A call
/// that failed is forgotten at once: nothing was bought, and the client is right to try again. A stream cannot be read
/// twice; trying it again is a conflict.
final class JoinedCalls: Sendable {
    /// What makes two requests the same call.
    struct Key: Hashable, Sendable {
        /// The key that the call is charged to.
        let keyID: String?
        let invocationID: String
        let operation: RuntimeOperation
        let model: String
        let body: BodyHash
        /// What else decides the answer and who is charged: the operation's headers, and the callsite.
        let headers: [HeaderField]
        let callsite: String
    }

    private struct State {
        /// The calls; a stream has no reply.
        var calls: [Key: PendingReply?] = [:]
        /// Those that have ended, oldest first.
        var ended: ArraySlice<(key: Key, at: ContinuousClock.Instant, bytes: Int)> = []
        var endedBytes = 0
    }

    private let limits: GatewayLimits
    private let state = Mutex(State())

    init(limits: GatewayLimits) {
        self.limits = limits
    }

    /// The reply to a call: that of the same call if there is one, else what is made now.
    ///
    /// The call is made in a task of its own, because it has to outlive a client that hangs up and comes back.
    func reply(for key: Key, _ make: @escaping @Sendable () async throws -> WholeReply) async throws -> WholeReply {
        let (reply, isFirst) = state.withLock { state -> (PendingReply?, Bool) in
            purge(&state)
            if let known = state.calls[key] { return (known, false) }
            let reply = PendingReply()
            state.calls[key] = reply
            return (reply, true)
        }
        guard let reply else { throw Self.isStreamed }
        if isFirst {
            Task {
                do {
                    let whole = try await make()
                    end(key, bytes: whole.body.count)
                    reply.finish(.success(whole))
                } catch {
                    forget(key)
                    reply.finish(.failure(error))
                }
            }
        }
        return try await reply.value()
    }

    /// Takes note of a stream that begins.
    ///
    /// - Throws: A conflict where the same call was begun before.
    func beginStream(_ key: Key) throws {
        let isFirst = state.withLock { state -> Bool in
            purge(&state)
            guard state.calls[key] == nil else { return false }
            state.calls.updateValue(nil, forKey: key)
            return true
        }
        guard isFirst else { throw Self.isStreamed }
    }

    /// Takes note of the end of a call that was answered.
    func end(_ key: Key, bytes: Int) {
        state.withLock { state in
            guard bytes <= limits.retainedBytes else {
                state.calls[key] = nil
                return
            }
            state.ended.append((key, .now, bytes))
            state.endedBytes += bytes
            purge(&state)
        }
    }

    /// Forgets a call that failed.
    func forget(_ key: Key) {
        state.withLock { $0.calls[key] = nil }
    }

    private func purge(_ state: inout State) {
        let oldest = ContinuousClock.now - limits.retention
        while let first = state.ended.first,
            first.at < oldest || state.ended.count > limits.retainedCalls || state.endedBytes > limits.retainedBytes
        {
            state.ended.removeFirst()
            state.endedBytes -= first.bytes
            state.calls[first.key] = nil
        }
    }

    private static let isStreamed = GatewayRefusal(
        400, "ConflictException",
        "This call was begun before and its stream cannot be read twice; make a new call if its answer was lost.",
        headers: [HeaderField(ErrorReply.retryHeader, "false")])
}
