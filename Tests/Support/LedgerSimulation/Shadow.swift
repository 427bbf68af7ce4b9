import Ledger
import Pricing

/// What a ledger must say, reckoned by other means than a ledger's: plain sums that every event changes by its own
/// amount, and a few rules written out anew. It shares with the ledger only the types and the edges of windows.
struct Shadow {
    /// What a call or a reservation adds to a budget.
    struct Sum: Hashable {
        var spent: Int128 = 0
        var estimated: Int128 = 0
        var reserved: Int128 = 0
        var unpriced: Int64 = 0

        static func += (left: inout Sum, right: Sum) {
            left.spent += right.spent
            left.estimated += right.estimated
            left.reserved += right.reserved
            left.unpriced += right.unpriced
        }

        static prefix func - (sum: Sum) -> Sum {
            Sum(
                spent: -sum.spent, estimated: -sum.estimated, reserved: -sum.reserved, unpriced: -sum.unpriced)
        }
    }

    /// A call as it stands.
    struct Row {
        let id: String
        let at: Timestamp
        let attribution: Attribution
        let model: String
        let isReserved: Bool
        var cost: Int128?
        var isEstimated: Bool
        /// What was offered for it and accepted.
        var accepted: [Call]

        var isProvisional: Bool { isEstimated || cost == nil }
        var sum: Sum {
            Sum(spent: cost ?? 0, estimated: isEstimated ? cost ?? 0 : 0, unpriced: cost == nil ? 1 : 0)
        }
        var answer: SimulatedEvent.Answer { .call(total: cost, isEstimated: isEstimated, at: at.milliseconds) }
    }

    /// A reservation that was granted.
    struct Hold {
        let request: ReservationRequest
        let at: Timestamp
        var state = Reservation.State.open

        /// What was held; `nil` where there was no price.
        var held: Int128? { if case .bound(let bound) = request.amount { bound.picodollars } else { nil } }
        var sum: Sum { Sum(reserved: held ?? 0) }
        var expiresAt: Int64 { at.milliseconds + request.timeToLiveMilliseconds }
        var answer: SimulatedEvent.Answer { .granted(state, amount: held ?? 0, at: at.milliseconds) }
    }

    /// A budget with the sums of the windows that were asked for.
    struct Cap {
        var budget: Budget
        var raises: [BudgetRaise] = []
        var sums: [(window: BudgetWindow, sum: Sum)] = []
    }

    private(set) var rows: [Row] = []
    private(set) var rowByID: [String: Int] = [:]
    var holds: [String: Hold] = [:]
    /// The ids of the open reservations in the order of granting.
    var open: [String] = []
    var refusals: [String: (request: ReservationRequest, answer: SimulatedEvent.Answer)] = [:]
    /// The budgets by name.
    var caps: [Cap] = []
    /// The sum of all calls.
    private(set) var total = Sum()

    func row(_ id: String) -> Row? { rowByID[id].map { rows[$0] } }

    mutating func append(_ row: Row) {
        rowByID[row.id] = rows.count
        rows.append(row)
        total += row.sum
        add(row.sum, at: row.at, attribution: row.attribution, model: row.model)
    }

    /// Changes what a call costs.
    mutating func change(_ id: String, cost: Int128?, isEstimated: Bool, accepting call: Call?) {
        guard let index = rowByID[id] else { return }
        var change = -rows[index].sum
        rows[index].cost = cost
        rows[index].isEstimated = isEstimated
        if let call { rows[index].accepted.append(call) }
        change += rows[index].sum
        total += change
        add(change, at: rows[index].at, attribution: rows[index].attribution, model: rows[index].model)
    }

    /// Adds to the sums of all budgets that cover a call, in all windows that hold its time.
    mutating func add(_ sum: Sum, at moment: Timestamp, attribution: Attribution, model: String) {
        for index in caps.indices where caps[index].budget.scope.covers(attribution, model: model) {
            for position in caps[index].sums.indices where caps[index].sums[position].window.contains(moment) {
                caps[index].sums[position].sum += sum
            }
        }
    }

    /// Ends a reservation.
    mutating func end(_ id: String, _ state: Reservation.State) {
        guard var hold = holds[id] else { return }
        if hold.state == .open {
            add(-hold.sum, at: hold.at, attribution: hold.request.attribution, model: hold.request.model)
            open.removeAll { $0 == id }
        }
        hold.state = state
        holds[id] = hold
    }

    /// The window of a budget at a moment, and its sum, which is made from all calls where it is not known.
    mutating func balance(ofCap index: Int, at now: Timestamp) throws -> (window: BudgetWindow, sum: Sum) {
        let budget = caps[index].budget
        let window = try budget.window(containing: now)
        if let known = caps[index].sums.first(where: { $0.window == window }) { return known }
        var sum = Sum()
        for row in rows where window.contains(row.at) && budget.scope.covers(row.attribution, model: row.model) {
            sum += row.sum
        }
        for hold in open.compactMap({ holds[$0] })
        where window.contains(hold.at) && budget.scope.covers(hold.request.attribution, model: hold.request.model) {
            sum += hold.sum
        }
        if caps[index].sums.count > 30 { caps[index].sums = [] }
        caps[index].sums.append((window, sum))
        return (window, sum)
    }
}
