import BedrockRuntime
import Ledger
import LosslessJSON
import Pricing

/// Finds the most that a request can cost.
struct BoundEstimator {
    let pricer: Pricer
    let region: String
    let mode: BoundMode

    /// What is to be held for a request.
    func hold(
        for request: RuntimeRequest, document: JSONValue?, at: Timestamp, callsite: String, ledger: any LedgerStore
    ) async throws(LedgerError) -> CallHold {
        let size = document.flatMap { pricer.inputSize(of: $0, model: request.modelID) }
        var question = BoundRequest(
            model: request.modelID, region: region, at: at, operation: request.operation.callOperation,
            request: document)
        let strict = pricer.bound(of: question)
        var hold = CallHold(amount: amount(strict), inputBytes: size.map(\.textBytes))
        guard let required = mode.requiredSamples, let size else { return hold }
        let history = try await ledger.inputHistory(model: pricer.modelID(request.modelID), callsite: callsite)
        guard history.samples >= required, history.tokensPerMillionBytes > 0 else { return hold }
        // Images and tools do not shrink with the text.
        question.inputTokens = Self.tokens(bytes: size.textBytes, perMillion: history.tokensPerMillionBytes)
            .addingClamped(size.otherTokens)
        let learnt = pricer.bound(of: question)
        // Where the request alone says less, or has no price, that stands.
        if let strictTotal = strict.total, let learntTotal = learnt.total, learntTotal < strictTotal {
            hold.amount = .bound(learntTotal)
            hold.strict = strict
        }
        return hold
    }

    private func amount(_ bound: Cost) -> ReservationRequest.Amount {
        if let total = bound.total { return .bound(total) }
        let reason = bound.reason ?? "the most that the call can cost is not known"
        return .unpriced(reason: TextRule.note.sanitized(reason).text)
    }

    /// The tokens of so many bytes, rounded up; held at the largest number.
    private static func tokens(bytes: Int64, perMillion: Int64) -> Int64 {
        let product = Int128(bytes) * Int128(perMillion)
        return Int64(clamping: (product + 999_999) / 1_000_000)
    }
}
