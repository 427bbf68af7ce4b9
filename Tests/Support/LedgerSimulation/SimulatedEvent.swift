import Ledger
import Pricing

/// Something that happens in a simulation.
enum SimulatedEvent: Sendable {
    case reserve(ReservationRequest)
    case settle(Call)
    case release(String)
    case record(Call)
    case expire
    case set(Budget)
    case raise(String, BudgetRaise)
    case remove(String)
    case clock(Timestamp)
    case death

    /// What the ledger says to it, in a form that an independent reckoning can foretell.
    enum Answer: Hashable, Sendable {
        case granted(Reservation.State, amount: Int128, at: Int64)
        case refused(budget: String, left: Int128)
        case call(total: Int128?, isEstimated: Bool, at: Int64)
        case reservation(Reservation.State)
        case recorded(String)
        case expired([String])
        case done
        case error(LedgerError.Code)
    }

    /// The id of the call that it is about.
    var id: String? {
        switch self {
        case .reserve(let request): request.id
        case .settle(let call), .record(let call): call.id
        case .release(let id): id
        case .expire, .set, .raise, .remove, .clock, .death: nil
        }
    }

    /// What to read in a log.
    var line: String {
        switch self {
        case .reserve(let request):
            "reserve \(request.id) \(request.amountText) \(request.attribution.team) \(request.attribution.callsite)"
        case .settle(let call): "settle \(call.id) \(call.cost.total?.picodollars.description ?? "unknown")"
        case .release(let id): "release \(id)"
        case .record(let call): "record \(call.id) \(call.cost.total?.picodollars.description ?? "unknown")"
        case .expire: "expire"
        case .set(let budget): "set \(budget.name) \(budget.limit.picodollars) \(budget.period) \(budget.timeZone)"
        case .raise(let name, let raise): "raise \(name) \(raise.amount.picodollars)"
        case .remove(let name): "remove \(name)"
        case .clock(let moment): "clock \(moment.milliseconds)"
        case .death: "death"
        }
    }

    /// Does it to a ledger; what happens to the clock and the process is not the ledger's.
    func perform(on store: any LedgerStore) async -> Answer {
        do throws(LedgerError) {
            switch self {
            case .reserve(let request):
                switch try await store.reserve(request) {
                case .granted(let reservation):
                    return .granted(
                        reservation.state, amount: reservation.amount.picodollars,
                        at: reservation.createdAt.milliseconds)
                case .refused(let refusal):
                    let left = refusal.limit - refusal.spent - refusal.reserved
                    return .refused(budget: refusal.budget, left: left.picodollars)
                }
            case .settle(let call):
                return Answer(try await store.settle(reservation: call.id, with: call))
            case .release(let id): return .reservation(try await store.release(reservation: id).state)
            case .record(let call):
                return .recorded(try await store.record([call]).map(\.word).joined(separator: " "))
            case .expire: return .expired(try await store.expireAbandonedReservations().map(\.id))
            case .set(let budget): _ = try await store.setBudget(budget, actor: "simulation")
            case .raise(let name, let raise): _ = try await store.raiseBudget(name, raise, actor: "simulation")
            case .remove(let name): try await store.removeBudget(name, actor: "simulation")
            case .clock, .death: break
            }
            return .done
        } catch {
            return .error(error.code)
        }
    }
}

extension SimulatedEvent.Answer {
    init(_ call: RecordedCall) {
        self = .call(
            total: call.breakdown?.total.picodollars, isEstimated: call.isEstimated, at: call.call.at.milliseconds)
    }
}

extension ReservationRequest {
    fileprivate var amountText: String {
        if case .bound(let bound) = amount { "\(bound.picodollars)" } else { "unpriced" }
    }
}

extension RecordOutcome {
    fileprivate var word: String {
        switch self {
        case .recorded: "recorded"
        case .corrected: "corrected"
        case .duplicate: "duplicate"
        case .conflict: "conflict"
        case .invalid: "invalid"
        }
    }
}
