public import Pricing

/// An hour or a day that cost far more than the same ones before it.
public struct SpendAnomaly: Sendable, Hashable {
    /// The stretch of time that is compared.
    public enum Slot: String, Sendable, Hashable, CaseIterable {
        /// An hour, against the same hour of the days before.
        case hour
        /// A day, against the days before.
        case day

        /// The length in milliseconds.
        public var milliseconds: Int64 { self == .hour ? HourlySpend.hour : 24 * HourlySpend.hour }
    }

    /// The callsite whose cost rose most.
    public struct Mover: Sendable, Hashable {
        /// The team.
        public var team: String
        /// The callsite.
        public var callsite: String
        /// What it cost in the slot.
        public var cost: Money
        /// What it cost on average in the slots before.
        public var usual: Money
    }

    /// What was compared.
    public var slot: Slot
    /// The start of the slot, in UTC.
    public var start: Timestamp
    /// What it cost.
    public var cost: Money
    /// The median of the slots before.
    public var usual: Money
    /// What it would have had to stay at or below.
    public var threshold: Money
    /// The callsite whose cost rose most; `nil` where nobody looked, or where none rose.
    public var mover: Mover?

    /// The end of the slot, exclusive.
    public var end: Timestamp { start.advanced(byMilliseconds: slot.milliseconds) }
}
