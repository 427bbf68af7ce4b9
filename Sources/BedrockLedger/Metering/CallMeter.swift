import AWSSigning
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
    let callID: String
    private let clock = ContinuousClock()
    private let began: ContinuousClock.Instant

    /// The id of the present entry.
    var id: String
    /// What is sent: the caller's request, after a soft landing another one.
    var request: RuntimeRequest
    /// The request as pricing reads it.
    var document: JSONValue?
    /// What is held for the present entry.
    var hold: CallHold?
    /// The attempts of all entries, each with the id of the entry that it is billed under.
    var attempts: [CallAttempt]
    /// Where the attempts of the present entry begin.
    var firstAttempt: Int
    /// What the call became after a soft landing.
    var landing: CallLanding?
    /// How many entries the call has.
    var entries = 1

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
        firstAttempt = call.earlierAttempts.count
    }

    /// How long the call has taken so far.
    var elapsed: Int64 { began.duration(to: clock.now).milliseconds }

    /// Whether the present entry has attempts.
    var isSent: Bool { attempts.count > firstAttempt }

    /// Sends attempts until one is answered or the retry policy gives up.
    func send() async throws -> Answer {
        let policy = metering.options.retryPolicy
        // Quotas are counted by profile, and CountTokens has its own.
        let model = request.operation == .countTokens ? "count-tokens \(request.modelID)" : request.modelID
        let scope = RetryScope(account: metering.account, region: metering.region, model: model)
        do {
            return try await withRetry(
                policy: policy, coordinator: metering.coordinators.coordinator(for: scope),
                classify: { Self.classification(of: $0) },
                remedy: { remedy, failure in
                    guard let failure = failure as? BedrockError else { return }
                    try await self.metering.sender.remedy(remedy, after: failure)
                },
                onEvent: { self.span.note($0) },
                operation: { number in try await self.attempt(number, of: policy.maxAttempts) })
        } catch let error as RequestNotSent {
            throw error.reason
        } catch let error as RepetitionRefused {
            throw error.failure
        }
    }

    private func attempt(_ number: Int, of maximum: Int) async throws -> Answer {
        if isSent, let last = attempts.last, last.outcome == .ambiguous { try await beginEntry(after: last) }
        guard handoff.beginAttempt() else { throw CancellationError() }
        let at = metering.options.clock()
        let start = clock.now
        var requestID: String?
        func note(_ outcome: CallAttempt.Outcome, _ error: BedrockError?) {
            attempts.append(
                CallAttempt(
                    number: Int64(attempts.count + 1), at: at,
                    latencyMilliseconds: start.duration(to: clock.now).milliseconds, outcome: outcome,
                    errorCode: error?.code, requestID: error?.requestID ?? requestID, billedAs: id))
        }
        do {
            let sent = RuntimeAttempt(invocationID: callID, number: number, maximum: maximum)
            let response = try await metering.sender.send(outgoing, attempt: sent)
            requestID = response.requestID
            let answer = try await receive(response)
            note(.succeeded, nil)
            return answer
        } catch let error as RequestNotSent {
            handoff.endAttempt()
            throw error
        } catch {
            handoff.endAttempt()
            let failure = Self.failure(of: error)
            // What a cancelled task did not send is no attempt, and its caller knows why.
            if failure.phase == .notSent, Task.isCancelled { throw CancellationError() }
            note(Self.outcome(of: failure), failure)
            throw failure
        }
    }

    /// The request as it is sent: with whom it is charged to, and with the wish to know what a guardrail does.
    private var outgoing: RuntimeRequest {
        guard metering.options.passesAttributionOn else { return request }
        let traced = GuardrailTrace.asking(for: request, document: document)
        return RequestMetadata.adding(call.attribution, callID: id, to: traced)
    }

    /// A head that says which call of the ledger it answers, and what became of the call.
    func identified(_ head: ResponseHead) -> ResponseHead {
        var head = head
        head.callID = id
        head.landing = landing
        return head
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
                message: "the connection broke within the answer", phase: .sent, requestID: response.requestID,
                headers: response.headers)
        }
        guard let body else {
            throw BedrockError(
                message: "the answer has more than \(limit) bytes", phase: .sent, requestID: response.requestID,
                headers: response.headers)
        }
        return .whole(WholeAnswer(head: ResponseHead(status: response.status, headers: response.headers), body: body))
    }

    /// Takes note of how the last attempt, which began as a success, ended after all.
    func amendLastAttempt(_ outcome: CallAttempt.Outcome, errorCode: String?) {
        guard let last = attempts.indices.last else { return }
        attempts[last].outcome = outcome
        attempts[last].errorCode = errorCode
        attempts[last].latencyMilliseconds = max(
            attempts[last].latencyMilliseconds, metering.options.clock().milliseconds - attempts[last].at.milliseconds)
    }

    // MARK: What failures mean

    /// A failure in the terms of the runtime API. What says nothing of itself is an answer that was lost.
    private static func failure(of error: any Error) -> BedrockError {
        switch error {
        case let error as BedrockError: error
        case let error as TransportFailure: BedrockError(message: error.reason, phase: error.phase)
        default: BedrockError(message: "the sender failed (\(type(of: error)))", phase: .sent)
        }
    }

    private static func classification(of error: any Error) -> RetryClassification {
        switch error {
        case let error as BedrockError: RetryRules.bedrock.classify(error.serviceFailure)
        case let error as RequestNotSent:
            RetryClassification(.fail(.unclassified), reason: "The attempt could not be made: \(error.reason)")
        default:
            RetryClassification(.fail(.quota), reason: "The ledger did not let the attempt go.")
        }
    }

    private static func outcome(of failure: BedrockError) -> CallAttempt.Outcome {
        if failure.mayBeBilled { return .ambiguous }
        switch RetryRules.bedrock.classify(failure.serviceFailure).verdict {
        case .retry(.throttling): return .throttled
        default: return .failed
        }
    }
}

/// An attempt was to follow one whose answer was lost, and a budget had no room for both.
struct RepetitionRefused: Error {
    /// How the attempt before it failed: it stands, and its caller has to know.
    let failure: BedrockError
}
