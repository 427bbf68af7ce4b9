extension RetryRules {
    /// The error codes and types of OpenAI's API, by `error.code` or else `error.type`, and by status where both are
    /// missing.
    public static let openAI: RetryRules =
        [
            RetryRule(
                .fail(.quota), codes: ["insufficient_quota", "billing_hard_limit_reached", "billing_not_active"],
                reason:
                    "The organisation's credit or spending limit is used up: see the billing settings. The status is "
                    + "429, yet no wait helps."),
            RetryRule(
                .fail(.quota), codes: ["rate_limit_exceeded", "requests", "tokens"], phrases: ["per day"],
                reason:
                    "A daily limit is used up, which frees up over hours. Use another model, or raise the usage tier."),
            RetryRule(
                .retry(.throttling), codes: ["rate_limit_exceeded", "requests", "tokens", "slow_down"],
                reason: "The organisation's requests or tokens per minute for this model are used up."),
            RetryRule(
                .retry(.capacity), codes: ["overloaded", "engine_overloaded", "server_overloaded"],
                reason: "The service is short of capacity."),
            RetryRule(
                .retry(.transient), codes: ["server_error", "internal_error"], reason: "The service failed internally."),
            RetryRule(
                .fail(.access),
                codes: ["invalid_api_key", "invalid_authentication", "unsupported_country_region_territory"],
                reason: "The API key is not valid, or may not be used here."),
            RetryRule(
                .fail(.notFound), codes: ["model_not_found"],
                reason: "The model does not exist, or this project may not use it."),
            RetryRule(
                .fail(.invalidRequest), codes: ["context_length_exceeded", "invalid_request_error", "invalid_prompt"],
                reason: "The request is not valid; the service's message says what to change."),
        ] + .commonStatuses
}
