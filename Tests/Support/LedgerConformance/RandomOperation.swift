import Ledger
import LedgerSimulation
import Pricing

/// One step of a random run, with all that is needed to repeat it.
enum RandomOperation: Sendable {
    case advance(milliseconds: Int64)
    case record([Call])
    case reserve(ReservationRequest)
    case settle(String, Call, CallDetails?)
    case details(String)
    case history(model: String, callsite: String)
    case refused(CallFilter, limit: Int)
    case release(String)
    case expire
    case setBudget(Budget)
    case raise(String, BudgetRaise)
    case remove(String)
    case spend([SpendKey], CallFilter)
    case reprice(CallFilter, scale: Int, dryRun: Bool)
    case prune(before: Timestamp)

    /// What a store answered, in a form in which two stores must agree: without the words of errors and without sequence
    /// numbers, which may have gaps.
    enum Answer: Hashable, Sendable {
        case nothing
        case outcomes([Summary])
        case decision(ReservationDecision)
        case call(RecordedCall)
        case details(CallDetails?)
        case history(InputHistory)
        case refused([RefusedReservation])
        case reservation(Reservation)
        case reservations([Reservation])
        case status(BudgetStatus)
        case report(SpendReport)
        case repricing(Repricing)
        case pruning(calls: Int64, corrections: Int64, reservations: Int64, cost: Money)
        case error(LedgerError.Code)

        init(_ call: RecordedCall) {
            var call = call
            call.sequence = 0
            self = .call(call)
        }
    }

    /// Performs the step on a store.
    func perform(on store: any LedgerStore) async -> Answer {
        do throws(LedgerError) {
            switch self {
            case .advance: return .nothing
            case .record(let calls): return .outcomes(try await store.record(calls).map(Summary.init))
            case .reserve(let request): return .decision(try await store.reserve(request))
            case .settle(let id, let call, let details):
                return Answer(try await store.settle(reservation: id, with: call, details: details))
            case .details(let id): return .details(try await store.callDetails(id))
            case .history(let model, let callsite):
                return .history(try await store.inputHistory(model: model, callsite: callsite))
            case .refused(let filter, let limit):
                return .refused(try await store.refusedReservations(filter, limit: limit))
            case .release(let id): return .reservation(try await store.release(reservation: id))
            case .expire: return .reservations(try await store.expireAbandonedReservations())
            case .setBudget(let budget): return .status(try await store.setBudget(budget, actor: "random"))
            case .raise(let name, let raise):
                return .status(try await store.raiseBudget(name, raise, actor: "random"))
            case .remove(let name):
                try await store.removeBudget(name, actor: "random")
                return .nothing
            case .spend(let keys, let filter): return .report(try await store.spend(by: keys, filter: filter))
            case .reprice(let filter, let scale, let dryRun):
                let repricing = try await store.reprice(filter, dryRun: dryRun) { recorded in
                    recorded.call.cost.usage.isEmpty || recorded.call.id.hasSuffix("7")
                        ? nil : .tokens(recorded.call.cost.usage, scale: Int128(scale))
                }
                return .repricing(repricing)
            case .prune(let cut):
                let plan = try await store.planPruning(before: cut)
                let pruning = try await store.prune(plan, actor: "random", archiveSHA256: nil)
                return .pruning(
                    calls: pruning.calls, corrections: pruning.corrections, reservations: pruning.reservations,
                    cost: pruning.cost)
            }
        } catch {
            return .error(error.code)
        }
    }

    /// Everything that can be asked of a store: what two stores must agree on after every step.
    static func observation(of store: any LedgerStore) async throws -> [Answer] {
        var answers: [Answer] = []
        for status in try await store.budgets() { answers.append(.status(status)) }
        answers.append(.reservations(try await store.openReservations()))
        answers.append(.refused(try await store.refusedReservations(CallFilter(), limit: 3)))
        answers.append(.history(try await store.inputHistory(model: "model.a", callsite: "build")))
        let last = try await store.lastSequence()
        let present = CallFilter(since: try await store.prunings().last?.before)
        for call in try await store.calls(present, after: 0, through: last, limit: 10_000) {
            answers.append(Answer(call))
        }
        for keys in [
            [SpendKey.team, .callsite], [.hour, .model], [.day, .user], [.tag("env"), .operation, .region],
        ] {
            answers.append(.report(try await store.spend(by: keys, filter: CallFilter())))
        }
        return answers
    }
}
