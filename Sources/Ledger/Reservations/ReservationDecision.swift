/// The answer to a reservation request; the same id and content get the same answer for ever.
public enum ReservationDecision: Sendable, Hashable {
    /// The amount is held in all budgets that apply.
    case granted(Reservation)
    /// At least one budget said no, and nothing was held in any.
    case refused(Refusal)
}
