import AWSSigning
import BedrockRuntime
import Ledger
import LosslessJSON
import Pricing
import Retry

extension CallMeter {
    /// Settles an answer that came whole.
    func settle(_ answer: WholeAnswer) async -> CallRecord {
        let response = PricingDocument.response(
            answer.body, headers: answer.head.headers, operation: request.operation)
        span.finishReason = FinishReason.of(response)
        let priced = price(response)
        return await settle(
            status: handoff.isAbandoned ? .aborted : .succeeded, cost: priced.cost, isEstimated: priced.isEstimated,
            requestID: answer.head.headers.value(of: "x-amzn-requestid"))
    }

    /// Settles a stream that came to its end.
    func settle(_ stream: StreamAnswer) async -> CallRecord {
        let isAborted = handoff.isAbandoned
        amendLastAttempt(isAborted ? .aborted : .succeeded, errorCode: nil)
        let response = response(of: stream)
        span.finishReason = FinishReason.of(response)
        let priced = price(response)
        return await settle(
            status: isAborted ? .aborted : .succeeded, cost: priced.cost, isEstimated: priced.isEstimated,
            requestID: stream.head.headers.value(of: "x-amzn-requestid"))
    }

    /// Settles a stream that broke off. Where its usage has come all the same, its cost is known.
    func settle(_ stream: StreamAnswer, brokenBy error: any Error) async -> CallRecord {
        let code = (error as? BedrockError)?.code
        let isAborted = handoff.isAbandoned
        amendLastAttempt(isAborted ? .aborted : .ambiguous, errorCode: code)
        let priced = stream.isComplete ? price(response(of: stream)) : nil
        return await settle(
            status: isAborted ? .aborted : .ambiguous,
            cost: priced?.cost ?? unknownCost("the answer broke off", code: code),
            isEstimated: priced?.isEstimated ?? true, requestID: stream.head.headers.value(of: "x-amzn-requestid"))
    }

    /// Gives back, or charges, what is held for a call that got no answer.
    ///
    /// - Returns: `nil` where there is nothing to tell: nothing was sent under the present entry.
    func close() async -> CallRecord? {
        guard isSent, let last = attempts.last else {
            await release()
            return nil
        }
        if last.outcome == .ambiguous {
            let isAborted = handoff.isAbandoned
            if isAborted { amendLastAttempt(.aborted, errorCode: last.errorCode) }
            return await settle(
                status: isAborted ? .aborted : .ambiguous,
                cost: unknownCost("the answer was lost", code: last.errorCode), requestID: last.requestID)
        }
        var cost = Cost(
            status: .priced, model: pricer.modelID(request.modelID), scope: nil, ratesVersion: pricer.card.version)
        cost.reason = "the call failed and is not billed: \(last.errorCode ?? "no connection")"
        return await settle(status: .failed, cost: cost, isEstimated: false, requestID: last.requestID)
    }

    /// Gives back what is held, because nothing was sent.
    private func release() async {
        guard let ledger = metering.ledger, hold?.isReserved == true else { return }
        let id = id
        do {
            _ = try await LedgerReplay.perform { () async throws(LedgerError) in
                try await ledger.release(reservation: id)
            }
        } catch {
            span.note(ledgerFailure: error, of: nil)
        }
        hold = nil
    }

    /// The cost of an outcome that nobody knows: what is held, or the strict bound where less is held.
    ///
    /// The service's own words are left out: they may repeat what was said to the model.
    func unknownCost(_ reason: String, code: String?) -> Cost {
        var cost =
            hold?.strict
            ?? Cost(
                status: .unknownUsage, model: pricer.modelID(request.modelID), scope: nil,
                ratesVersion: pricer.card.version)
        cost.reason = code.map { "\(reason): \($0)" } ?? reason
        return cost
    }

    private func response(of stream: StreamAnswer) -> JSONValue? {
        PricingDocument.response(
            stream.usage.events, headers: stream.head.headers, operation: request.operation)
    }

    /// What an answer cost, and whether a part of that is estimated.
    private func price(_ response: JSONValue?) -> (cost: Cost, isEstimated: Bool) {
        let question = PricingRequest(
            model: request.modelID, region: metering.region, at: startedAt,
            operation: request.operation.callOperation, request: document, response: response)
        let cost = pricer.cost(of: question)
        if let estimate = pricer.estimatingGuardrail(in: cost, of: question) { return (estimate, true) }
        if cost.status == .priced, cost.usage.isEmpty, request.operation != .countTokens {
            // The service answered, so it is not one of its errors that are free.
            return (unknownCost("the answer states no usage", code: nil), true)
        }
        if cost.status == .unknownUsage, hold?.strict != nil {
            return (unknownCost(cost.reason ?? "the usage is not known", code: nil), true)
        }
        return (cost, cost.status == .unknownUsage)
    }

    /// Writes the end of the present entry into the ledger.
    func settle(
        status: CallStatus, cost: Cost, isEstimated: Bool = true, requestID: String?
    ) async -> CallRecord {
        let requestID = requestID.flatMap { try? TextRule.identifier.validated($0, as: "request id") }
        var cost = cost
        // A reason may quote what the service sent, which can hold any character.
        cost.reason = cost.reason.map { TextRule.note.sanitized($0).text }
        let ended = Call(
            id: id, requestID: requestID, at: startedAt, attribution: call.attribution,
            requestedModel: request.modelID, region: metering.region, operation: request.operation.callOperation,
            status: status, cost: cost, isEstimated: isEstimated, latencyMilliseconds: elapsed)
        var record = CallRecord(
            id: id, requestID: requestID, attribution: call.attribution, operation: request.operation,
            requestedModel: call.request.modelID, model: request.modelID, status: status, cost: cost,
            charged: cost.total == nil ? nil : cost.breakdown, isEstimated: isEstimated, reserved: nil,
            overshoot: .zero, attempts: listedAttempts, landing: landing, latencyMilliseconds: elapsed)
        if case .bound(let amount) = hold?.amount { record.reserved = amount }
        if let ledger = metering.ledger {
            let settlement = Settlement(
                ledger: ledger, call: ended, details: details, isReserved: request.operation != .countTokens)
            do throws(LedgerError) {
                if let recorded = try await settlement.write() {
                    record.charged = recorded.breakdown
                    record.isEstimated = recorded.isEstimated
                    record.overshoot = recorded.overshoot
                }
            } catch {
                record.ledgerFailure = error
                span.note(ledgerFailure: error, of: ended)
                metering.exchanges.settleLater(settlement, after: error)
            }
        }
        hold?.isReserved = false
        return record
    }

    private var details: CallDetails {
        CallDetails(
            attempts: listedAttempts.suffix(CallDetails.maximumAttempts), line: call.line.map(Int64.init),
            callsiteOrigin: call.callsiteOrigin, inputBytes: hold?.inputBytes, adjustment: landing?.description
        ).sanitized()
    }

    /// The attempts as the present entry lists them: it names the entries of others, and its own goes without saying.
    private var listedAttempts: [CallAttempt] {
        attempts.map { attempt in
            var attempt = attempt
            if attempt.billedAs == id { attempt.billedAs = nil }
            return attempt
        }
    }
}
