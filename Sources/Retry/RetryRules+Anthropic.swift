extension RetryRules {
    /// The error types of Anthropic's API, by `error.type`, and by status where it is missing.
    public static let anthropic: RetryRules =
        [
            RetryRule(
                .retry(.throttling), codes: ["rate_limit_error"],
                reason: "The organisation's requests or tokens per minute for this model are used up."),
            RetryRule(.retry(.capacity), codes: ["overloaded_error"], reason: "The service is short of capacity."),
            RetryRule(.retry(.transient), codes: ["api_error"], reason: "The service failed internally."),
            RetryRule(
                .ambiguous(.transient), codes: ["timeout_error"],
                reason: "The request timed out at the service, and may be billed; use streaming for long answers."),
            RetryRule(
                .fail(.quota), codes: ["billing_error"],
                reason: "The organisation's credit is used up or its bill is not paid: see the billing settings."),
            RetryRule(
                .fail(.access), codes: ["authentication_error", "permission_error"],
                reason: "The API key is not valid, or may not use this resource."),
            RetryRule(.fail(.notFound), codes: ["not_found_error"], reason: "The model or resource does not exist."),
            RetryRule(
                .fail(.quota), codes: ["invalid_request_error"], phrases: ["credit balance is too low"],
                reason: "The organisation's credit is used up: see the billing settings."),
            RetryRule(
                .fail(.invalidRequest), codes: ["invalid_request_error", "request_too_large"],
                reason: "The request is not valid or too large; the service's message says what to change."),
        ] + .commonStatuses
}
