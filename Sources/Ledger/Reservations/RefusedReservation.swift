public import Pricing

/// A call that a budget refused, as it is kept.
public struct RefusedReservation: Sendable, Hashable {
    /// What was asked.
    public var request: ReservationRequest
    /// When it was refused.
    public var at: Timestamp
    /// Why, with the figures of that moment.
    public var refusal: Refusal

    /// A call that a budget refused.
    public init(request: ReservationRequest, at: Timestamp, refusal: Refusal) {
        self.request = request
        self.at = at
        self.refusal = refusal
    }
}
