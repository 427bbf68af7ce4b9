/// A promise that a simulated ledger broke, and how to see it again.
public struct SimulationFailure: Error, CustomStringConvertible {
    /// What was promised.
    public enum Promise: String, Sendable, Hashable, CaseIterable {
        /// No hard budget goes above its limit by what was reserved, or settled within its bound.
        case cap
        /// Every answer is the one that follows from what was answered before.
        case answer
        /// The sums of every budget are those of the calls and the open reservations.
        case balance
        /// Everything acknowledged is there, as it was acknowledged.
        case presence
        /// Every reservation ends exactly once.
        case ending
        /// Every report is the sum of the calls, and the ledger's own verification finds nothing.
        case audit
    }

    /// The seed of the run.
    public let seed: UInt64
    /// The step after which it was noticed.
    public let step: Int
    /// What was promised.
    public let promise: Promise
    /// What was found instead.
    public let message: String
    /// The last steps before.
    public let steps: [String]

    /// The failure with the way to repeat it.
    public var description: String {
        """
        \(promise) broken after step \(step): \(message)
        replay: SIMULATION_SEED=\(seed) SIMULATION_STEPS=\(step) swift test --disable-xctest --filter SimulationTests
        \(steps.joined(separator: "\n"))
        """
    }
}
