public import Pricing

/// An amount held in every budget that covers a call.
public struct Reservation: Sendable, Hashable {
    /// Where a reservation is in its life.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Held. Goes to settled, released or expired.
        case open
        /// Replaced by the call's cost. Final.
        case settled
        /// Given back, because the call was never sent. Final.
        case released
        /// Charged as an estimate, because nobody said how the call ended. Goes to settled or released.
        case expired
    }

    /// The caller's id.
    public var id: String
    /// What was asked.
    public var request: ReservationRequest
    /// The amount held; zero for a call without a price.
    public var amount: Money
    /// When it was granted.
    public var createdAt: Timestamp
    /// When it counts as abandoned.
    public var expiresAt: Timestamp
    /// Where it is in its life.
    public var state: State
    /// The names of the budgets that covered it when it was granted, in order.
    public var budgets: [String]

    /// An amount held in every budget that covers a call.
    public init(
        id: String, request: ReservationRequest, amount: Money, createdAt: Timestamp, expiresAt: Timestamp,
        state: State, budgets: [String]
    ) {
        self.id = id
        self.request = request
        self.amount = amount
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.state = state
        self.budgets = budgets
    }
}
