/// Runs an operation, and runs it again when its failure says that this may help.
///
/// ```swift
/// let answer = try await withRetry(coordinator: registry.coordinator(for: scope), classify: classify) { attempt in
///     try await client.converse(request, attempt: attempt)
/// }
/// ```
///
/// Give every call against the same quota the same coordinator: without one, nothing bounds the retries of many calls
/// together. When the task is cancelled during a wait, the wait ends at once and its place in the queue is free; an
/// operation that fails while its task is cancelled passes its own error on, because that error knows whether anything
/// was sent.
///
/// - Parameters:
///   - policy: When a failed call is sent again, and how long it waits first.
///   - coordinator: The budget and the limiter the call shares with others.
///   - clock: The clock the waits and the deadline are measured on.
///   - random: The source of randomness for the waits.
///   - isolation: The actor the closures run on; leave it to the compiler.
///   - classify: Says what an error of the operation means; see ``RetryRules/classify(_:)``.
///   - remedy: Puts right what the failure complains about: fetches new credentials or corrects the clock. Without it
///     such a failure is final. Called at most once in a call for each remedy.
///   - onEvent: Called for every decision, to log and count it.
///   - operation: The operation; it is given the number of the attempt, from 1.
/// - Returns: What the operation returns.
/// - Throws: The operation's own error when no retry can cure it; ``RetryExhausted`` when attempts, time, budget or
///   places in the queue have run out; ``LimiterRefusal`` when not even the first attempt got a place;
///   `CancellationError` when the task is cancelled while it waits; whatever `remedy` throws.
public func withRetry<Value>(
    policy: RetryPolicy = RetryPolicy(),
    coordinator: RetryCoordinator? = nil,
    clock: some Clock<Duration> = ContinuousClock(),
    random: some RandomNumberGenerator = SystemRandomNumberGenerator(),
    isolation: isolated (any Actor)? = #isolation,
    classify: (any Error) -> RetryClassification,
    remedy: ((RetryRemedy, any Error) async throws -> Void)? = nil,
    onEvent: (RetryEvent) -> Void = { _ in },
    operation: (Int) async throws -> Value
) async throws -> Value {
    let timeline = Timeline(clock)
    var random = random
    var state = RetryState(policy: policy, remedies: remedy == nil ? [] : Set(RetryRemedy.allCases), at: timeline.now())
    var last: (any Error)?
    coordinator?.callStarted()

    while true {
        try Task.checkCancellation()
        let queued: Duration
        do {
            queued = try await coordinator?.admit(within: state.remaining(at: timeline.now())) ?? .zero
        } catch let refusal as LimiterRefusal {
            let elapsed = state.elapsed(at: timeline.now())
            onEvent(RetryEvent(refusal, after: state.attempts, elapsed: elapsed))
            guard let last else { throw refusal }
            throw RetryExhausted(last: last, attempts: state.attempts, stop: .limiter(refusal), elapsed: elapsed)
        }

        let failure: any Error
        do {
            let value = try await operation(state.beginAttempt())
            coordinator?.succeeded()
            return value
        } catch {
            if Task.isCancelled { throw error }
            failure = error
            last = error
        }

        let classification = classify(failure)
        coordinator?.note(classification.verdict)
        let now = timeline.now()
        let decision = state.attemptFailed(
            classification, at: now, using: &random, withdrawing: { coordinator?.withdrawRetry() ?? true })
        let elapsed = state.elapsed(at: now)
        onEvent(
            RetryEvent(
                attempt: state.attempts, verdict: classification.verdict, reason: classification.reason,
                decision: decision, elapsed: elapsed, queued: queued))
        switch decision {
        case .retry(let delay):
            try await timeline.sleep(delay)
        case .remedy(let needed):
            try await remedy?(needed, failure)
        case .stop(let stop) where stop.passesErrorOn:
            throw failure
        case .stop(let stop):
            throw RetryExhausted(last: failure, attempts: state.attempts, stop: stop, elapsed: elapsed)
        }
    }
}
