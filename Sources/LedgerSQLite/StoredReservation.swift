internal import Ledger
internal import Pricing
internal import SQLite

/// A row of the table of reservations: an answer that was given to a request.
struct StoredReservation {
    /// The row's number, rising in the order of the answers.
    var number: Int64
    /// The number of what its call is filed under.
    var series: Int64
    /// The number of the process that holds it; `nil` for an owner outside.
    var lease: Int64?
    /// Whether the request was refused; then the state says nothing.
    var isRefused: Bool
    /// The reservation.
    var reservation: Reservation

    private static let refused = "refused"
    /// Reads a row of the table.
    init(_ row: borrowing Statement, _ dimensions: Dimensions) throws {
        guard row.isSealed else {
            throw LedgerError.damagedRow("reservation", "\(row.integer(0))")
        }
        number = row.integer(0)
        series = row.integer(2)
        lease = row.optionalInteger(6)
        let state = row.text(10)
        isRefused = state == Self.refused
        guard let known = isRefused ? .released : Reservation.State(rawValue: state) else {
            throw LedgerError.damagedRow("reservation", "\(row.integer(0))")
        }
        let filed = try dimensions.series(series)
        let amount = row.optionalInteger(4).map { Money(picodollars: Int128($0)) }
        let reason = try row.optionalInteger(5).map { try dimensions.text($0) }
        let request = ReservationRequest(
            id: row.text(1), attribution: filed.attribution, requestedModel: try dimensions.text(row.integer(3)),
            model: filed.model, region: filed.region, operation: filed.operation,
            amount: amount.map { .bound($0) } ?? .unpriced(reason: reason ?? ""),
            owner: lease == nil ? .external : .thisProcess, timeToLiveMilliseconds: row.integer(7))
        let createdAt = Timestamp(milliseconds: row.integer(8))
        let names = dimensions.budgets(row, at: 11, series: series)
        reservation = Reservation(
            id: request.id, request: request, amount: amount ?? .zero, createdAt: createdAt,
            expiresAt: Timestamp(milliseconds: row.integer(9)), state: known, budgets: names)
    }

    init(number: Int64, series: Int64, lease: Int64?, isRefused: Bool, reservation: Reservation) {
        self.number = number
        self.series = series
        self.lease = lease
        self.isRefused = isRefused
        self.reservation = reservation
    }

    /// Writes the columns of the row.
    func write(to row: inout RowWriter, _ dimensions: Dimensions) throws {
        let request = reservation.request
        row.add(number)
        row.add(request.id)
        row.add(series)
        row.add(try dimensions.id(ofText: request.requestedModel))
        if let held = reservation.held { row.add(amount: held) } else { row.addNull() }
        if case .unpriced(let reason) = request.amount {
            row.add(try dimensions.id(ofText: reason))
        } else {
            row.addNull()
        }
        row.add(lease)
        row.add(request.timeToLiveMilliseconds)
        row.add(reservation.createdAt.milliseconds)
        row.add(reservation.expiresAt.milliseconds)
        row.add(isRefused ? Self.refused : reservation.state.rawValue)
        row.add(dimensions.text(ofBudgets: reservation.budgets, series: series))
    }
}
