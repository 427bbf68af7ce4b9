import Retry
import Testing

@Suite("Rules of the other providers")
struct ProviderRulesTests {
    typealias Row = BedrockRulesTests.Row

    @Test(
        "Anthropic",
        arguments: [
            Row(429, "rate_limit_error", .retry(.throttling)), Row(529, "overloaded_error", .retry(.capacity)),
            Row(529, nil, .retry(.capacity)), Row(500, "api_error", .retry(.transient)),
            Row(504, "timeout_error", .ambiguous(.transient)), Row(402, "billing_error", .fail(.quota)),
            Row(401, "authentication_error", .fail(.access)), Row(403, "permission_error", .fail(.access)),
            Row(404, "not_found_error", .fail(.notFound)), Row(413, "request_too_large", .fail(.invalidRequest)),
            Row(400, "invalid_request_error", "max_tokens is required", .fail(.invalidRequest)),
            Row(400, "invalid_request_error", "Your credit balance is too low", .fail(.quota)),
        ])
    func anthropic(row: Row) {
        expect(row, from: .anthropic)
    }

    @Test(
        "OpenAI",
        arguments: [
            Row(429, "rate_limit_exceeded", .retry(.throttling)), Row(429, "insufficient_quota", .fail(.quota)),
            Row(429, "rate_limit_exceeded", "Limit 200 requests per day", .fail(.quota)),
            Row(503, nil, .retry(.capacity)), Row(500, "server_error", .retry(.transient)),
            Row(401, "invalid_api_key", .fail(.access)), Row(404, "model_not_found", .fail(.notFound)),
            Row(400, "context_length_exceeded", .fail(.invalidRequest)), Row(408, nil, .ambiguous(.transient)),
        ])
    func openAI(row: Row) {
        expect(row, from: .openAI)
    }

    @Test(
        "Gemini",
        arguments: [
            Row(429, "RESOURCE_EXHAUSTED", .retry(.throttling)),
            Row(429, "RESOURCE_EXHAUSTED", "Quota exceeded: GenerateRequestsPerDayPerProject", .fail(.quota)),
            Row(503, "UNAVAILABLE", .retry(.capacity)), Row(500, "INTERNAL", .retry(.transient)),
            Row(504, "DEADLINE_EXCEEDED", .ambiguous(.transient)), Row(401, "UNAUTHENTICATED", .fail(.access)),
            Row(403, "PERMISSION_DENIED", .fail(.access)), Row(404, "NOT_FOUND", .fail(.notFound)),
            Row(400, "INVALID_ARGUMENT", .fail(.invalidRequest)),
        ])
    func gemini(row: Row) {
        expect(row, from: .gemini)
    }

    private func expect(_ row: Row, from rules: RetryRules) {
        let failure = ServiceFailure(status: row.status, code: row.code, message: row.message, phase: .responded)
        #expect(rules.classify(failure).verdict == row.verdict)
    }
}
