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
        span.finishReason = response?["stopReason"]?.string
        return await settle(
            status: handoff.isAbandoned ? .aborted : .succeeded, cost: price(response),
            requestID: answer.head.headers.value(of: "x-amzn-requestid"))
    }

    /// Settles a stream that came to its end.
    func settle(_ stream: StreamAnswer) async -> CallRecord {
        let isAborted = handoff.isAbandoned
        amendLastAttempt(isAborted ? .aborted : .succeeded, errorCode: nil)
        span.finishReason = stream.usage.events.last { $0.type == "messageStop" }?.json["stopReason"]?.string
        return await settle(
            status: isAborted ? .aborted : .succeeded, cost: price(response(of: stream)),
            requestID: stream.head.headers.value(of: "x-amzn-requestid"))
    }

    /// Settles a stream that broke off. Where its usage has come all the same, its cost is known.
    func settle(_ stream: StreamAnswer, brokenBy error: any Error) async -> CallRecord {
        let failure = error as? BedrockError
        let isAborted = handoff.isAbandoned
        amendLastAttempt(isAborted ? .aborted : .ambiguous, errorCode: failure?.code)
        var cost = unknownCost("the answer broke off: \(failure?.message ?? "it was not read to its end")")
        if stream.isComplete { cost = price(response(of: stream)) }
        return await settle(
            status: isAborted ? .aborted : .ambiguous, cost: cost,
            requestID: stream.head.headers.value(of: "x-amzn-requestid"))
    }

    /// Gives back, or charges, what is held for a call that got no answer.
    ///
    /// - Returns: `nil` where there is nothing to tell: a budget refused the call, or the ledger failed before it was sent.
    func close(after error: any Error) async -> CallRecord? {
        let last = (error as? RetryExhausted)?.last ?? error
        let failure = last as? BedrockError
        guard attempts.count > call.earlierAttempts.count else {
            await release()
            return nil
        }
        // An entry that has been charged as an estimate already has no successor.
        guard hold?.isReserved == true || metering.ledger == nil || request.operation == .countTokens else {
            return nil
        }
        if attempts.last?.outcome == .ambiguous {
            let isAborted = handoff.isAbandoned
            if isAborted { amendLastAttempt(.aborted, errorCode: failure?.code) }
            return await settle(
                status: isAborted ? .aborted : .ambiguous,
                cost: unknownCost("the answer was lost: \(failure?.message ?? "\(type(of: last))")"),
                requestID: failure?.requestID)
        }
        var cost = Cost(
            status: .priced, model: pricer.modelID(request.modelID), scope: nil, ratesVersion: pricer.card.version)
        cost.reason = "the call failed and is not billed: \(failure?.code ?? "no connection")"
        return await settle(status: .failed, cost: cost, requestID: failure?.requestID)
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
            span.note(ledgerFailure: error)
        }
    }

    /// A cost that nobody knows.
    func unknownCost(_ reason: String) -> Cost {
        Cost(
            status: .unknownUsage, model: pricer.modelID(request.modelID), scope: nil,
            ratesVersion: pricer.card.version, reason: TextRule.note.sanitized(reason).text)
    }

    private func response(of stream: StreamAnswer) -> JSONValue? {
        PricingDocument.response(
            stream.usage.events, headers: stream.head.headers, operation: request.operation)
    }

    private func price(_ response: JSONValue?) -> Cost {
        let question = PricingRequest(
            model: request.modelID, region: metering.region, at: startedAt,
            operation: request.operation.callOperation, request: document, response: response)
        return pricer.cost(of: question)
    }

    /// Writes the end of the present entry into the ledger.
    func settle(status: CallStatus, cost: Cost, requestID: String?) async -> CallRecord {
        let requestID = requestID.flatMap { try? TextRule.identifier.validated($0, as: "request id") }
        let isUnknown = cost.status == .unknownUsage
        let ended = Call(
            id: id, requestID: requestID, at: startedAt, attribution: call.attribution,
            requestedModel: request.modelID, region: metering.region, operation: request.operation.callOperation,
            status: status, cost: cost, isEstimated: isUnknown, latencyMilliseconds: elapsed)
        var record = CallRecord(
            id: id, requestID: requestID, attribution: call.attribution, operation: request.operation,
            requestedModel: call.request.modelID, model: request.modelID, status: status, cost: cost,
            charged: cost.total == nil ? nil : cost.breakdown, isEstimated: isUnknown, reserved: nil, overshoot: .zero,
            attempts: attempts, adjustment: adjustment, latencyMilliseconds: elapsed)
        if case .bound(let amount) = hold?.amount { record.reserved = amount }
        do throws(LedgerError) {
            guard let recorded = try await write(ended) else { return record }
            record.charged = recorded.breakdown
            record.isEstimated = recorded.isEstimated
            record.overshoot = recorded.overshoot
        } catch {
            record.ledgerFailure = error
            span.note(ledgerFailure: error)
        }
        hold?.isReserved = false
        return record
    }

    private func write(_ ended: Call) async throws(LedgerError) -> RecordedCall? {
        guard let ledger = metering.ledger else { return nil }
        guard request.operation != .countTokens else {
            _ = try await LedgerReplay.perform { () async throws(LedgerError) in try await ledger.record([ended]) }
            return nil
        }
        let details = CallDetails(
            attempts: Array(attempts.suffix(CallDetails.maximumAttempts)), line: call.line.map(Int64.init),
            callsiteOrigin: call.callsiteOrigin, inputBytes: hold?.inputBytes, adjustment: adjustment)
        return try await LedgerReplay.perform { () async throws(LedgerError) in
            try await ledger.settle(reservation: ended.id, with: ended, details: details.sanitized())
        }
    }
}
