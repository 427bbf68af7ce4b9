extension RetryRules {
    /// The error statuses of the Gemini API and Vertex AI, by `error.status`, and by HTTP status where it is missing.
    public static let gemini: RetryRules =
        [
            RetryRule(
                .fail(.quota), codes: ["RESOURCE_EXHAUSTED"], phrases: ["per day", "perday"],
                reason:
                    "A daily quota of the project is used up, which frees up over hours. Use another model, or ask for "
                    + "a higher quota."),
            RetryRule(
                .fail(.quota), codes: ["RESOURCE_EXHAUSTED"], phrases: ["prepayment credits", "spending cap"],
                reason: "The project's credit or spending cap is used up: see its billing settings."),
            RetryRule(
                .retry(.throttling), codes: ["RESOURCE_EXHAUSTED"],
                reason: "The project's requests or tokens per minute for this model are used up."),
            RetryRule(.retry(.capacity), codes: ["UNAVAILABLE"], reason: "The service is short of capacity."),
            RetryRule(
                .retry(.transient), codes: ["INTERNAL", "UNKNOWN", "ABORTED"], reason: "The service failed internally."),
            RetryRule(
                .ambiguous(.transient), codes: ["DEADLINE_EXCEEDED"],
                reason: "The request timed out at the service, and may be billed; ask for less or allow more time."),
            RetryRule(
                .fail(.access), codes: ["UNAUTHENTICATED", "PERMISSION_DENIED"],
                reason: "The API key or identity is not valid, or may not use this resource."),
            RetryRule(.fail(.notFound), codes: ["NOT_FOUND"], reason: "The model or resource does not exist."),
            RetryRule(
                .fail(.invalidRequest),
                codes: ["INVALID_ARGUMENT", "FAILED_PRECONDITION", "OUT_OF_RANGE", "UNIMPLEMENTED"],
                reason: "The request is not valid, or not possible for this project; the service's message says why."),
        ] + .commonStatuses
}
