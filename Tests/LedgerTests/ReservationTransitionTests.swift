import Ledger
import Testing

@Suite("The life of a reservation")
struct ReservationTransitionTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var state: Reservation.State
        var event: ReservationTransition.Event
        var next: Reservation.State?
        var actions: [ReservationTransition.Action]

        init(
            _ state: Reservation.State, _ event: ReservationTransition.Event, _ next: Reservation.State?,
            _ actions: ReservationTransition.Action...
        ) {
            self.state = state
            self.event = event
            self.next = next
            self.actions = actions
        }

        var testDescription: String { "\(event) when \(state)" }
    }

    static let table: [Row] = [
        Row(.open, .settle, .settled, .liftHold, .recordCall),
        Row(.open, .release, .released, .liftHold),
        Row(.open, .expire, .expired, .liftHold, .recordEstimate),
        Row(.settled, .settle, .settled, .compareCall),
        Row(.settled, .release, nil),
        Row(.settled, .expire, .settled),
        Row(.released, .settle, nil),
        Row(.released, .release, .released),
        Row(.released, .expire, .released),
        Row(.expired, .settle, .settled, .correctEstimate),
        Row(.expired, .release, .released, .cancelEstimate),
        Row(.expired, .expire, .expired),
    ]

    @Test("Every event in every state does what the table says", arguments: table)
    func transition(row: Row) throws {
        guard let next = row.next else {
            let error = try #require(throws: LedgerError.self) {
                try ReservationTransition(row.event, in: row.state, id: "r\u{1B}1")
            }
            #expect(error.code == .wrongState)
            #expect(error.message.contains(#"r\u{1b}1"#))
            return
        }
        let transition = try ReservationTransition(row.event, in: row.state, id: "r1")
        #expect(transition.state == next)
        #expect(transition.actions == row.actions)
    }

    @Test("The table has every event in every state once")
    func tableIsComplete() {
        let pairs = Set(Self.table.map { "\($0.state) \($0.event)" })
        #expect(pairs.count == Reservation.State.allCases.count * ReservationTransition.Event.allCases.count)
        #expect(pairs.count == Self.table.count)
    }
}
