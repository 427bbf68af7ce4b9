import BedrockRuntime
import Ledger
import LosslessJSON
import Pricing
import Retry

extension CallMeter {
    /// Holds the most that the call can cost, or what it may become where a budget refuses it.
    ///
    /// - Throws: ``BudgetExceeded``, `LedgerError`.
    func open() async throws {
        document = PricingDocument.request(request)
        span.note(request: document, request)
        guard let refusal = try await reserve() else { return }
        try await land(after: refusal)
    }

    /// Charges what is held for an attempt whose answer was lost, and holds the same once more for the next one.
    func beginEntry(after lost: CallAttempt) async throws {
        guard metering.ledger != nil, request.operation != .countTokens else { return }
        _ = await settle(
            status: .ambiguous, cost: unknownCost("the answer was lost", code: lost.errorCode),
            requestID: lost.requestID)
        hold = nil
        nextEntry()
        let obstacle: any Error
        do throws(LedgerError) {
            guard let refusal = try await reserve() else { return }
            obstacle = BudgetExceeded(refusal)
        } catch {
            obstacle = error
        }
        // What stands in the way of a second attempt must not hide that the first one was sent.
        throw RepetitionRefused(
            failure: BedrockError(
                code: lost.errorCode, message: "the answer was lost and may be billed; no second attempt: \(obstacle)",
                phase: .sent, requestID: lost.requestID))
    }

    /// Holds the most that the present request can cost.
    ///
    /// - Returns: The refusal; `nil` where it is granted, or where there is nothing to hold.
    private func reserve() async throws(LedgerError) -> Refusal? {
        guard let ledger = metering.ledger, request.operation != .countTokens else { return nil }
        let estimator = BoundEstimator(pricer: pricer, region: metering.region, mode: metering.options.bound)
        let hold = try await estimator.hold(
            for: request, document: document, at: startedAt, callsite: call.attribution.callsite, ledger: ledger)
        // An id may stand for calls that were never sent; the next one that was not used is free to be.
        for _ in 0..<8 {
            let reservation: Reservation
            switch try await ask(ledger, for: hold.amount) {
            case .refused(let refusal): return refusal
            case .granted(let granted): reservation = granted
            }
            if reservation.state == .open {
                self.hold = hold
                self.hold?.isReserved = true
                return nil
            }
            guard reservation.state == .released else { break }
            nextEntry()
        }
        throw LedgerError(
            .conflict, "call \(LedgerError.quoted(id)) was made already, and is not sent twice; use an id of its own")
    }

    private func ask(
        _ ledger: any LedgerStore, for amount: ReservationRequest.Amount
    ) async throws(LedgerError) -> ReservationDecision {
        let wish = ReservationRequest(
            id: id, attribution: call.attribution, requestedModel: request.modelID,
            model: pricer.modelID(request.modelID), region: metering.region,
            operation: request.operation.callOperation, amount: amount, owner: .thisProcess,
            timeToLiveMilliseconds: 86_400_000)
        do throws(LedgerError) {
            return try await LedgerReplay.perform { () async throws(LedgerError) in try await ledger.reserve(wish) }
        } catch {
            // Where nobody knows whether it was granted, it must not be held for a call that is never sent.
            if error.code == .unknownOutcome { _ = try? await ledger.release(reservation: id) }
            throw error
        }
    }

    private func nextEntry() {
        entries += 1
        id = "\(callID).\(entries)"
        firstAttempt = attempts.count
    }

    /// Goes down the steps of the soft landing until one fits.
    private func land(after first: Refusal) async throws {
        let planner = LandingPlanner(pricer: pricer, region: metering.region, at: startedAt, original: call.request)
        var refusal = first
        let steps = steps(after: first)
        for step in steps {
            // Budgets that refuse one after the other ask for less each time.
            for _ in 0..<4 {
                guard let candidate = planner.candidate(for: step, from: request, after: refusal),
                    call.permitsModel?(candidate.modelID) ?? true
                else { break }
                request = candidate
                document = PricingDocument.request(request)
                nextEntry()
                guard let next = try await reserve() else {
                    landing = planner.landing(on: request, refusedBy: refusal.budget)
                    return
                }
                refusal = next
                // What one budget allows is not for another one that refuses meanwhile to put up with.
                guard case .answer = step, self.steps(after: next) == steps else { break }
            }
        }
        throw BudgetExceeded(first)
    }

    /// What may become of the call: what its caller says, or else what the budgets that refused it agree on.
    private func steps(after refusal: Refusal) -> [SoftLanding] {
        guard refusal.cause == .limit else { return [] }
        if let wanted = call.softLanding ?? metering.options.softLanding { return wanted }
        if let model = refusal.whenExceeded.fallbackModel,
            !BodyFamily.carries(call.request, over: model, pricer: pricer)
        {
            return []
        }
        return refusal.whenExceeded.steps
    }
}
