import AWSEventStream
import AWSSigning
import BedrockRuntime
import Retry
import Synchronization

/// Answers attempts by a script, one step each, and keeps what it was sent.
final class ScriptedSender: RuntimeSending {
    /// What becomes of an attempt.
    enum Step: Sendable {
        /// A whole answer.
        case answer(String, headers: [HeaderField] = [])
        /// A stream of these chunks; then its end, or a broken connection.
        case stream([[UInt8]], breaks: Bool = false)
        /// A stream that a test feeds.
        case fed(AsyncThrowingStream<[UInt8], any Error>)
        /// A failure.
        case failure(any Error & Sendable)
        /// A stream whose head comes, and nothing after it; the gate is opened when its body is read.
        case endless(Gate)
    }

    private struct State {
        var steps: [Step]
        var sent: [(request: RuntimeRequest, attempt: RuntimeAttempt)] = []
        var remedies: [RetryRemedy] = []
    }

    private let state: Mutex<State>

    init(_ steps: Step...) { state = Mutex(State(steps: steps)) }

    var sent: [RuntimeRequest] { state.withLock { $0.sent.map(\.request) } }
    var attempts: [RuntimeAttempt] { state.withLock { $0.sent.map(\.attempt) } }
    var remedies: [RetryRemedy] { state.withLock { $0.remedies } }

    func send(_ request: RuntimeRequest, attempt: RuntimeAttempt) async throws -> RuntimeResponse {
        let (step, number) = state.withLock { state -> (Step?, Int) in
            state.sent.append((request, attempt))
            return (state.steps.isEmpty ? nil : state.steps.removeFirst(), state.sent.count)
        }
        let id = HeaderField("x-amzn-RequestId", "request-\(number)")
        switch step {
        case .answer(let text, let headers)?:
            return RuntimeResponse(headers: [id] + headers, body: ResponseBody(Array(text.utf8)))
        case .stream(let chunks, let breaks)?:
            let stream = AsyncThrowingStream<[UInt8], any Error> { continuation in
                for chunk in chunks { continuation.yield(chunk) }
                continuation.finish(
                    throwing: breaks ? TransportFailure(phase: .streaming, reason: "connection reset") : nil)
            }
            return RuntimeResponse(headers: [id], body: ResponseBody(stream))
        case .fed(let stream)?: return RuntimeResponse(headers: [id], body: ResponseBody(stream))
        case .failure(let error)?: throw error
        case .endless(let gate)?: return RuntimeResponse(headers: [id], body: ResponseBody(EndlessBody(gate: gate)))
        case nil: throw BedrockError(message: "the script has ended", phase: .notSent)
        }
    }

    func remedy(_ remedy: RetryRemedy, after failure: BedrockError) async throws {
        state.withLock { $0.remedies.append(remedy) }
    }
}

/// A body of which nothing comes, and that fails when its task is cancelled, as that of a connection does.
private struct EndlessBody: AsyncSequence, Sendable {
    typealias Element = [UInt8]

    let gate: Gate

    struct Iterator: AsyncIteratorProtocol {
        let gate: Gate

        mutating func next() async throws -> [UInt8]? {
            gate.open()
            try await Task.sleep(for: .seconds(3600))
            return nil
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(gate: gate) }
}

/// Lets whoever waits go on once it is opened.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func opened() async {
        await withCheckedContinuation { waiter in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiters.append(waiter) }
                return state.isOpen
            }
            if isOpen { waiter.resume() }
        }
    }

    func open() {
        let waiters = state.withLock { state in
            defer { state.waiters = [] }
            state.isOpen = true
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
