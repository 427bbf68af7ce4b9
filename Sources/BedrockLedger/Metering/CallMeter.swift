import BedrockRuntime
import Ledger
import LosslessJSON
import Pricing
import Retry

/// Meters one call: it holds the bound, sends attempts under it, and settles how the call ended.
///
/// It belongs to the one task that runs the call. An attempt that may be billed although its answer was lost keeps what
/// was held for it; the attempt after it has an entry, and a reservation, of its own.
final class CallMeter {
    let metering: Metering
    let call: MeteredCall
    let handoff: Handoff
    let span: CallSpan
    let pricer: Pricer
    let startedAt: Timestamp
    /// The id of the call, which all its attempts share and from which further entries take theirs.
    private let callID: String
    private let clock = ContinuousClock()
    private let began: ContinuousClock.Instant

    /// The id of the present entry.
    private(set) var id: String
    /// What is sent: the caller's request, after a soft landing another one.
    private(set) var request: RuntimeRequest
    /// The request as pricing reads it.
    private(set) var document: JSONValue?
    /// What is held for the present entry, and the bytes from which that was computed.
    var hold: Hold?
    private(set) var attempts: [CallAttempt]
    private(set) var adjustment: String?
    /// How many entries the call has.
    private var entries = 1

    /// What is held for an entry.
    struct Hold {
        var amount: ReservationRequest.Amount
        var inputBytes: Int64?
        /// Whether the ledger holds it.
        var isReserved = false
    }

    init(metering: Metering, call: MeteredCall, id: String, handoff: Handoff, span: CallSpan) {
        self.metering = metering
        self.call = call
        self.id = id
        callID = id
        self.handoff = handoff
        self.span = span
        pricer = metering.pricer()
        startedAt = metering.options.clock()
        began = clock.now
        request = call.request
        attempts = call.earlierAttempts
    }

    /// How long the call has taken so far.
    var elapsed: Int64 { began.duration(to: clock.now).milliseconds }

    /// Holds the most that the call can cost, or what it may become where a budget refuses it.
    ///
    /// - Throws: ``BudgetExceeded``, `LedgerError`.
    func open() async throws {
        document = PricingDocument.request(request)
        guard let refusal = try await reserve() else { return }
        try await land(after: refusal)
    }

    /// Sends attempts until one is answered or the retry policy gives up.
    func send() async throws -> Answer {
        let scope = RetryScope(
            account: metering.account, region: metering.region, model: pricer.modelID(request.modelID))
        let policy = metering.options.retryPolicy
        return try await withRetry(
            policy: policy, coordinator: metering.coordinators.coordinator(for: scope),
            classify: { Self.classification(of: $0) },
            remedy: { remedy, failure in
                guard let failure = failure as? BedrockError else { return }
                try await self.metering.sender.remedy(remedy, after: failure)
            },
            onEvent: { self.span.note($0) },
            operation: { number in try await self.attempt(number, of: policy.maxAttempts) })
    }

    private func attempt(_ number: Int, of maximum: Int) async throws -> Answer {
        if attempts.last?.outcome == .ambiguous, number > 1 { try await beginEntry() }
        guard handoff.beginAttempt() else { throw CancellationError() }
        let at = metering.options.clock()
        let start = clock.now
        func note(_ outcome: CallAttempt.Outcome, _ error: BedrockError?, _ requestID: String?) {
            attempts.append(
                CallAttempt(
                    number: Int64(attempts.count + 1), at: at,
                    latencyMilliseconds: start.duration(to: clock.now).milliseconds, outcome: outcome,
                    errorCode: error?.code, requestID: requestID, billedAs: entries > 1 ? id : nil))
        }
        do {
            let sent = RuntimeAttempt(invocationID: callID, number: number, maximum: maximum)
            let response = try await metering.sender.send(outgoing, attempt: sent)
            let answer = try await receive(response)
            note(.succeeded, nil, response.requestID)
            return answer
        } catch {
            handoff.endAttempt()
            let failure = error as? BedrockError
            // What was not sent was no attempt.
            if !(error is CancellationError), failure?.code != Self.tooLarge {
                note(Self.outcome(of: error), failure, failure?.requestID)
            }
            throw error
        }
    }

    private static let tooLarge = "RequestTooLarge"

    /// The request with whom it is charged to.
    private var outgoing: RuntimeRequest {
        guard metering.options.passesAttributionOn else { return request }
        return RequestMetadata.adding(call.attribution, callID: id, to: request)
    }

    private func receive(_ response: RuntimeResponse) async throws -> Answer {
        if request.operation.isStream {
            let stream = StreamAnswer(response, operation: request.operation)
            try await stream.readFirstEvent()
            return .stream(stream)
        }
        let limit = metering.options.maximumResponseBytes
        let body: [UInt8]?
        do {
            body = try await response.body.collect(upTo: limit)
        } catch {
            throw BedrockError(
                message: "the connection broke within the answer: \(error)", phase: .sent,
                requestID: response.requestID, headers: response.headers)
        }
        guard let body else {
            throw BedrockError(
                message: "the answer has more than \(limit) bytes", phase: .sent, requestID: response.requestID,
                headers: response.headers)
        }
        return .whole(WholeAnswer(head: ResponseHead(status: response.status, headers: response.headers), body: body))
    }

    /// What a failure means for retrying. What is not understood is not retried, and may have been carried out.
    private static func classification(of error: any Error) -> RetryClassification {
        switch error {
        case let error as BedrockError: RetryRules.bedrock.classify(error.serviceFailure)
        case is BudgetExceeded, is LedgerError:
            RetryClassification(.fail(.quota), reason: "The ledger did not let the attempt go.")
        default: RetryClassification(.fail(.unclassified), reason: "The attempt could not be made: \(error)")
        }
    }

    private static func outcome(of error: any Error) -> CallAttempt.Outcome {
        guard let error = error as? BedrockError else { return .failed }
        if error.mayBeBilled { return .ambiguous }
        switch RetryRules.bedrock.classify(error.serviceFailure).verdict {
        case .retry(.throttling): return .throttled
        default: return .failed
        }
    }

    // MARK: Reservations

    /// Holds the most that the present request can cost.
    ///
    /// - Returns: The refusal; `nil` where it is granted, or where there is nothing to hold.
    private func reserve() async throws -> Refusal? {
        guard let ledger = metering.ledger, request.operation != .countTokens else { return nil }
        let estimator = BoundEstimator(pricer: pricer, region: metering.region, mode: metering.options.bound)
        var hold = try await estimator.hold(
            for: request, document: document, at: startedAt, callsite: call.attribution.callsite, ledger: ledger)
        let wish = ReservationRequest(
            id: id, attribution: call.attribution, requestedModel: request.modelID,
            model: pricer.modelID(request.modelID), region: metering.region,
            operation: request.operation.callOperation, amount: hold.amount, owner: .thisProcess,
            timeToLiveMilliseconds: 86_400_000)
        let decision = try await LedgerReplay.perform { () async throws(LedgerError) in try await ledger.reserve(wish) }
        switch decision {
        case .refused(let refusal): return refusal
        case .granted(let reservation):
            guard reservation.state == .open else {
                throw LedgerError(
                    .conflict,
                    "call \(LedgerError.quoted(id)) was made already (its reservation is "
                        + "\(reservation.state.rawValue)); it is not sent twice")
            }
            hold.isReserved = true
            self.hold = hold
            return nil
        }
    }

    /// Charges what is held for an attempt whose answer was lost, and holds the same once more for the next one.
    private func beginEntry() async throws {
        guard metering.ledger != nil, request.operation != .countTokens else { return }
        _ = await settle(status: .ambiguous, cost: unknownCost("the answer was lost"), requestID: nil)
        hold = nil
        nextID()
        if let refusal = try await reserve() { throw BudgetExceeded(refusal) }
    }

    private func nextID() {
        entries += 1
        id = "\(callID).\(entries)"
    }

    /// Goes down the steps of the soft landing until one fits.
    private func land(after first: Refusal) async throws {
        let planner = LandingPlanner(pricer: pricer, region: metering.region, at: startedAt, original: call.request)
        var refusal = first
        for step in call.softLanding ?? metering.options.softLanding where first.cause == .limit {
            // Budgets that refuse one after the other ask for less each time.
            for _ in 0..<4 {
                guard let candidate = planner.candidate(for: step, from: request, after: refusal) else { break }
                request = candidate.request
                document = PricingDocument.request(request)
                nextID()
                guard let next = try await reserve() else {
                    adjustment =
                        "\(candidate.adjustment), because budget \(LedgerError.quoted(refusal.budget)) "
                        + "had no room for more"
                    return
                }
                refusal = next
                guard case .answer = step else { break }
            }
        }
        throw BudgetExceeded(first)
    }

    /// Takes note of how the last attempt, which began as a success, ended after all.
    func amendLastAttempt(_ outcome: CallAttempt.Outcome, errorCode: String?) {
        guard let last = attempts.indices.last else { return }
        attempts[last].outcome = outcome
        attempts[last].errorCode = errorCode
        attempts[last].latencyMilliseconds = max(
            attempts[last].latencyMilliseconds, metering.options.clock().milliseconds - attempts[last].at.milliseconds)
    }
}
