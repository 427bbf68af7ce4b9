public import Pricing

/// Where an emulator's time comes from.
public struct EmulatorClock: Sendable {
    /// The present moment.
    public var now: @Sendable () -> Timestamp
    /// Waits; throws where the task is cancelled meanwhile.
    public var sleep: @Sendable (Duration) async throws -> Void

    /// A clock out of its two parts.
    public init(
        now: @escaping @Sendable () -> Timestamp, sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The system's clock.
    public static let system = EmulatorClock(now: { .now() }, sleep: { try await Task.sleep(for: $0) })
}
