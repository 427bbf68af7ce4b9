import Retry
import Testing

@Suite("Bedrock rules")
struct BedrockRulesTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let status: Int
        let code: String?
        let message: String?
        let verdict: RetryClassification.Verdict

        init(_ status: Int, _ code: String?, _ message: String?, _ verdict: RetryClassification.Verdict) {
            self.status = status
            self.code = code
            self.message = message
            self.verdict = verdict
        }

        init(_ status: Int, _ code: String?, _ verdict: RetryClassification.Verdict) {
            self.init(status, code, nil, verdict)
        }

        var testDescription: String { "\(status) \(code ?? "-") \(message ?? "")" }
    }

    static let rows: [Row] = [
        Row(429, "ThrottlingException", "Too many requests, please wait before trying again.", .retry(.throttling)),
        Row(429, "ThrottlingException", "Too many tokens, please wait before trying again.", .retry(.throttling)),
        Row(429, "ThrottlingException", "Too many tokens per day, please wait before trying again.", .fail(.quota)),
        Row(429, "TooManyRequestsException", .retry(.throttling)),
        Row(503, "ServiceUnavailableException", .retry(.capacity)),
        Row(429, "ModelNotReadyException", .retry(.coldModel)),
        Row(500, "InternalServerException", .retry(.transient)),
        Row(500, "InternalFailure", .retry(.transient)),
        Row(408, "ModelTimeoutException", .ambiguous(.modelFailure)),
        Row(424, "ModelErrorException", .retry(.modelFailure)),
        Row(424, "ModelStreamErrorException", .retry(.modelFailure)),
        Row(400, "ServiceQuotaExceededException", .fail(.quota)),
        Row(400, "ValidationException", "Too many tokens in the prompt.", .fail(.invalidRequest)),
        Row(403, "AccessDeniedException", .fail(.access)),
        Row(404, "ResourceNotFoundException", .fail(.notFound)),
        Row(400, "ConflictException", .fail(.invalidRequest)),
        Row(400, "IncompleteSignature", .fail(.access)),
        Row(404, "FTUFormNotFilled", .fail(.notFound)),
        Row(403, "UnrecognizedClientException", .fail(.access)),
        Row(403, "InvalidSignatureException", "The request signature does not match.", .fail(.access)),
        Row(403, "MissingAuthenticationToken", .fail(.access)),
        Row(403, "ExpiredTokenException", .remedy(.refreshCredentials)),
        Row(403, "ExpiredToken", .remedy(.refreshCredentials)),
        Row(
            403, "InvalidSignatureException", "Signature expired: 20260101T000000Z is now earlier than …",
            .remedy(.correctClock)),
        Row(403, "SignatureDoesNotMatch", "Signature not yet current: …", .remedy(.correctClock)),
        Row(403, "RequestTimeTooSkewed", .remedy(.correctClock)),
        Row(429, nil, .retry(.throttling)),
        Row(429, nil, "tokens per day", .fail(.quota)),
        Row(500, nil, .retry(.transient)),
        Row(502, nil, .retry(.transient)),
        Row(503, nil, .retry(.capacity)),
        Row(504, nil, .retry(.transient)),
        Row(408, nil, .ambiguous(.modelFailure)),
        Row(424, nil, .retry(.modelFailure)),
        Row(400, nil, .fail(.invalidRequest)),
        Row(403, nil, .fail(.access)),
        Row(404, nil, .fail(.notFound)),
        Row(418, "BrandNewException", .fail(.invalidRequest)),
        Row(302, nil, .fail(.unclassified)),
    ]

    @Test("Every error of the table has its verdict and a reason", arguments: rows)
    func verdicts(row: Row) {
        let classification = RetryRules.bedrock.classify(
            ServiceFailure(status: row.status, code: row.code, message: row.message, phase: .responded))
        #expect(classification.verdict == row.verdict)
        #expect(classification.reason.count > 15 && classification.reason.hasSuffix("."))
    }

    @Test("The exceptions of an event stream are known by their codes alone")
    func streamExceptions() {
        for name in ["internalServerException", "throttlingException", "serviceUnavailableException"] {
            let code = BedrockErrorCode.parse(header: name)
            let before = RetryRules.bedrock.classify(ServiceFailure(code: code, phase: .responded))
            let after = RetryRules.bedrock.classify(ServiceFailure(status: 200, code: code, phase: .streaming))
            guard case .retry(let cause) = before.verdict else {
                Issue.record("\(name) is not retried")
                return
            }
            #expect(after.verdict == .ambiguous(cause))
        }
        let invalid = RetryRules.bedrock.classify(
            ServiceFailure(status: 200, code: "validationException", phase: .streaming))
        #expect(invalid.verdict == .fail(.invalidRequest))
    }

    @Test("A lost connection is safe to repeat before the request is sent, and ambiguous after it")
    func phases() {
        let verdicts = RequestPhase.allCases.map { phase in
            RetryRules.bedrock.classify(ServiceFailure(phase: phase)).verdict
        }
        let ambiguous = RetryClassification.Verdict.ambiguous(.transient)
        #expect(verdicts == [.retry(.transient), ambiguous, ambiguous, ambiguous])
        let cutStream = RetryRules.bedrock.classify(ServiceFailure(status: 200, phase: .streaming))
        #expect(cutStream.verdict == ambiguous)
    }

    @Test("A quota is called a quota, with what to do about it")
    func quotaReasons() {
        for (code, message) in [
            ("ServiceQuotaExceededException", ""), ("ThrottlingException", "Too many tokens per day, please wait"),
        ] {
            let reason = RetryRules.bedrock.classify(
                ServiceFailure(status: 400, code: code, message: message, phase: .responded)
            ).reason
            #expect(reason.contains("quota") && reason.contains("Service Quotas"))
        }
    }

    @Test("The hint of the service is passed on")
    func hint() {
        let failure = ServiceFailure(status: 429, phase: .responded, retryAfter: .seconds(3))
        #expect(RetryRules.bedrock.classify(failure).retryAfter == .seconds(3))
    }

    @Test("Rules of a caller go in front")
    func composition() {
        let mine: RetryRules = [RetryRule(.fail(.quota), codes: ["teamquota"], phrases: ["TEAM"], reason: "Mine.")]
        let rules = mine + .bedrock
        let refused = ServiceFailure(status: 429, code: "TeamQuota", message: "the team is out", phase: .responded)
        #expect(rules.classify(refused).reason == "Mine.")
        let other = ServiceFailure(status: 429, code: "TeamQuota", message: "slow down", phase: .responded)
        #expect(rules.classify(other).verdict == .retry(.throttling))
    }
}
