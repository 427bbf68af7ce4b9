/// What an event does to a reservation: the state that it goes to, and what a store has to do for it.
///
/// It is the one place that says how reservations live; stores perform the actions in the transaction that writes the
/// new state.
public struct ReservationTransition: Sendable, Hashable {
    /// Something that happens to a reservation.
    public enum Event: String, Sendable, Hashable, CaseIterable {
        /// Its call has ended, and here it is.
        case settle
        /// Its call was never sent.
        case release
        /// Nobody said how its call ended.
        case expire
    }

    /// What a store has to do.
    public enum Action: String, Sendable, Hashable, CaseIterable {
        /// Take the amount off the budgets.
        case liftHold
        /// Record the call.
        case recordCall
        /// Record the amount as an estimated call.
        case recordEstimate
        /// Write a correcting entry that replaces the estimate by the call.
        case correctEstimate
        /// Write a correcting entry that takes the estimate back.
        case cancelEstimate
        /// Compare the call with what was settled: see ``RecordedCall/outcome(ofOffering:isKnownContent:)``.
        case compareCall
    }

    /// The state after the event.
    public var state: Reservation.State
    /// What to do, in order; nothing for an event that changes nothing.
    public var actions: [Action]

    /// What an event does to a reservation in a state.
    ///
    /// - Throws: ``LedgerError/Code/wrongState`` where the event contradicts what was said before.
    public init(_ event: Event, in state: Reservation.State, id: String) throws(LedgerError) {
        switch (state, event) {
        case (.open, .settle): self.init(.settled, [.liftHold, .recordCall])
        case (.open, .release): self.init(.released, [.liftHold])
        case (.open, .expire): self.init(.expired, [.liftHold, .recordEstimate])
        case (.expired, .settle): self.init(.settled, [.correctEstimate])
        case (.expired, .release): self.init(.released, [.cancelEstimate])
        case (.settled, .settle): self.init(.settled, [.compareCall])
        case (.released, .release), (.released, .expire), (.settled, .expire), (.expired, .expire):
            self.init(state, [])
        case (.settled, .release):
            throw LedgerError(
                .wrongState,
                "reservation \(LedgerError.quoted(id)) is settled and cannot be released: its call was sent")
        case (.released, .settle):
            throw LedgerError(
                .wrongState,
                "reservation \(LedgerError.quoted(id)) was released and cannot be settled; if its call was sent after "
                    + "all, record the call")
        }
    }

    private init(_ state: Reservation.State, _ actions: [Action]) {
        self.state = state
        self.actions = actions
    }
}
