import AWSCredentials
import AWSSigning
import BedrockLedger
import BedrockRuntime
import Ledger
import Pricing
import Retry

/// What a client is answered when a call fails: the service's own error as it came, or one in its form.
enum ErrorReply {
    /// Whether the client's SDK is to try again; heeded by SDKs of Anthropic.
    static let retryHeader = "x-should-retry"

    /// The answer to a failure; it names the call only where the ledger has one.
    static func reply(to error: any Error, requestID: String) -> WholeReply {
        switch error {
        case let error as FailedCall:
            var reply = self.reply(to: error.reason, requestID: requestID)
            reply.headers.append(HeaderField(CallHeaders.callID, error.id))
            return reply
        case let error as RetryExhausted: return exhausted(error, requestID: requestID)
        case let error as BedrockError where error.phase == .responded: return passed(error, requestID: requestID)
        default: return WholeReply(refusal(error), requestID: requestID)
        }
    }

    /// The last failure of a call that the gateway made again and again; a client that did the same would multiply both.
    private static func exhausted(_ error: RetryExhausted, requestID: String) -> WholeReply {
        var reply = self.reply(to: error.last, requestID: requestID)
        reply.headers.removeAll { $0.name.lowercased() == retryHeader }
        reply.headers += once
        return reply
    }

    /// The service's error: status, headers and body as they came.
    private static func passed(_ error: BedrockError, requestID: String) -> WholeReply {
        // The service's words are about the gateway's own identity here, which is nobody else's business.
        if let status = error.status, status == 401 || status == 403 {
            return WholeReply(
                GatewayRefusal(
                    403, "AccessDeniedException",
                    "The service does not let the gateway make this call; the gateway's log tells why.",
                    headers: once), requestID: error.requestID ?? requestID)
        }
        let headers = PassedHeaders.of(error.headers)
        guard let status = error.status, !(200...299).contains(status), !error.body.isEmpty else {
            return WholeReply(
                GatewayRefusal(status(of: error), error.code ?? "InternalServerException", error.message),
                requestID: error.requestID ?? requestID)
        }
        return WholeReply(status: status, headers: headers, body: error.body)
    }

    /// The status that goes with an error that came as the first event of a stream (API reference, 2026-11).
    private static func status(of error: BedrockError) -> Int {
        if let status = error.status, !(200...299).contains(status) { return status }
        return switch error.code {
        case "ThrottlingException", "ModelNotReadyException": 429
        case "ValidationException": 400
        case "ModelTimeoutException": 408
        case "ModelErrorException", "ModelStreamErrorException": 424
        case "ServiceUnavailableException": 503
        default: 500
        }
    }

    private static func refusal(_ error: any Error) -> GatewayRefusal {
        switch error {
        case let error as GatewayRefusal: return error
        case let error as VerificationError:
            return GatewayRefusal(error.httpStatus, error.awsErrorType, error.description)
        case let error as BudgetExceeded: return refusal(error)
        case let error as LedgerError: return refusal(error)
        case let error as LimiterRefusal: return GatewayRefusal(429, "ThrottlingException", error.description)
        case let error as BedrockError: return refusal(error)
        case is KeyFileError: return .unavailable("The gateway cannot verify keys now; its log tells why.")
        case is CredentialError:
            return .unavailable("The gateway has no credentials for the service now; its log tells why.")
        case is CancellationError:
            return .unavailable("The gateway is stopping; its ledger has what became of the call.")
        default: return .unavailable("The gateway cannot serve the call now; its log tells why.")
        }
    }

    /// Status 400 and this exception, because no SDK tries again after them: what no SDK can cure is answered once.
    private static func refusal(_ error: BudgetExceeded) -> GatewayRefusal {
        let left = error.limit - error.spent - error.reserved
        return GatewayRefusal(
            400, "ServiceQuotaExceededException", error.description,
            headers: [
                HeaderField(retryHeader, "false"),
                HeaderField("x-ledger-budget", CallHeaders.value(error.budget)),
                HeaderField("x-ledger-budget-limit-usd", error.limit.usd),
                HeaderField("x-ledger-budget-left-usd", left.isNegative ? "0" : left.usd),
                HeaderField("x-ledger-needed-usd", error.needed.usd),
            ] + (error.resetsAt.map { [HeaderField("x-ledger-budget-resets-at", $0.iso8601)] } ?? []))
    }

    /// Where the ledger cannot be written the gateway is closed: a call that is not held against its budgets is not sent.
    private static func refusal(_ error: LedgerError) -> GatewayRefusal {
        switch error.code {
        case .invalidInput: .validation("\(error.message).")
        case .conflict: GatewayRefusal(400, "ConflictException", error.message, headers: once)
        default: .unavailable("The ledger cannot be written now, so nothing was sent; the gateway's log tells why.")
        }
    }

    private static func refusal(_ error: BedrockError) -> GatewayRefusal {
        if error.code == "RequestTooLarge" { return .validation("\(error.message).") }
        guard error.mayBeBilled else { return .unavailable("The service cannot be reached: \(error.message).") }
        return GatewayRefusal(
            502, "InternalServerException",
            "The answer was lost after the request was sent, so the call may be billed: \(error.message).",
            headers: once)
    }

    private static let once = [HeaderField(retryHeader, "false")]
}
