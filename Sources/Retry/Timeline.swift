/// A clock without its type: instants are durations since the time line was made.
///
/// It lets the shared objects be plain types, while tests give them a clock of their own.
struct Timeline: Sendable {
    /// The present instant.
    let now: @Sendable () -> Duration

    /// Waits; throws `CancellationError` at once when the task is cancelled.
    let sleep: @Sendable (Duration) async throws -> Void

    init<C: Clock>(_ clock: C) where C.Duration == Duration {
        let start = clock.now
        now = { start.duration(to: clock.now) }
        sleep = { try await clock.sleep(until: clock.now.advanced(by: $0), tolerance: nil) }
    }
}
