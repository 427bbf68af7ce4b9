extension RetryRules {
    /// The errors of Amazon Bedrock, by the exceptions of its service model, and by status where the code is missing.
    public static let bedrock =
        bedrockQuotas + bedrockLoad + bedrockModel + bedrockSignature + bedrockCaller
        + bedrockStatuses

    private static let bedrockQuotas: RetryRules = [
        RetryRule(
            .fail(.quota), codes: throttlingCodes, phrases: ["per day"],
            reason: "The daily token quota of this account, region and model is used up: a quota that frees up over "
                + "hours, not seconds. Use another model, region or inference profile, or ask for a higher quota in "
                + "Service Quotas."),
        RetryRule(
            .fail(.quota), codes: ["ServiceQuotaExceededException"],
            reason: "A service quota is exceeded: a limit of the account, not a rate, so waiting does not clear it. "
                + "Free what counts against it, or ask for a higher quota in Service Quotas."),
    ]

    private static let bedrockLoad: RetryRules = [
        RetryRule(
            .retry(.throttling), codes: throttlingCodes,
            reason: "The account's requests or tokens per minute for this model and region are used up."),
        RetryRule(
            .retry(.coldModel), codes: ["ModelNotReadyException"],
            reason: "The model is being loaded, which takes tens of seconds."),
        RetryRule(
            .retry(.capacity), codes: ["ServiceUnavailableException", "ServiceUnavailable"],
            reason: "The service is short of capacity, whatever your quota; another region or inference profile may "
                + "have some."),
        RetryRule(
            .retry(.transient),
            codes: ["InternalServerException", "InternalServerError", "InternalFailure", "InternalError"],
            reason: "The service failed internally."),
    ]

    private static let bedrockModel: RetryRules = [
        RetryRule(
            .ambiguous(.modelFailure), codes: ["ModelTimeoutException"],
            reason:
                "The model took longer than it is allowed. What it generated may be billed: ask for less output, or "
                + "use streaming."),
        RetryRule(
            .retry(.modelFailure), codes: ["ModelErrorException", "ModelStreamErrorException"],
            reason: "The model failed on this request; the same request often fails again."),
    ]

    private static let bedrockSignature: RetryRules = [
        RetryRule(
            .remedy(.refreshCredentials), codes: ["ExpiredTokenException", "ExpiredToken", "TokenRefreshRequired"],
            reason: "The credentials have expired."),
        RetryRule(
            .remedy(.correctClock), codes: ["RequestTimeTooSkewed", "RequestInTheFuture", "RequestExpired"],
            reason: "The clock of this machine is too far from the service's."),
        RetryRule(
            .remedy(.correctClock), codes: signatureCodes,
            phrases: ["signature expired", "signature not yet current"],
            reason: "The clock of this machine is too far from the service's."),
    ]

    private static let bedrockCaller: RetryRules = [
        RetryRule(
            .fail(.access),
            codes: signatureCodes.union([
                "UnrecognizedClientException", "MissingAuthenticationToken", "MissingAuthenticationTokenException",
                "IncompleteSignature", "IncompleteSignatureException", "InvalidClientTokenId",
            ]),
            reason: "The service does not accept who signed the call: check the credentials, the region and the "
                + "endpoint."),
        RetryRule(
            .fail(.access), codes: ["AccessDeniedException", "AccessDenied", "NotAuthorized", "OptInRequired"],
            reason: "The caller may not use this model or operation: check the identity's policy and the account's "
                + "model access."),
        RetryRule(
            .fail(.notFound), codes: ["ResourceNotFoundException", "FTUFormNotFilled"],
            reason: "The model or resource is not available to this account in this region: check its id, and that its "
                + "use-case form is filled in."),
        RetryRule(
            .fail(.invalidRequest), codes: ["ConflictException", "ValidationException", "ValidationError"],
            reason: "The request is not valid; the service's message says what to change."),
    ]

    private static let bedrockStatuses: RetryRules =
        [
            RetryRule(
                .fail(.quota), statuses: [429], phrases: ["per day"],
                reason:
                    "A daily quota is used up: it frees up over hours, not seconds. Use another model or region, or ask "
                    + "for a higher quota in Service Quotas."),
            RetryRule(
                .ambiguous(.modelFailure), statuses: [408],
                reason: "The request timed out at the service, and may be billed."),
            RetryRule(.retry(.modelFailure), statuses: [424], reason: "The model failed on this request."),
        ] + .commonStatuses

    private static let throttlingCodes: Set<String> = [
        "ThrottlingException", "Throttling", "ThrottledException", "TooManyRequestsException", "RequestThrottled",
        "RequestThrottledException", "RequestLimitExceeded", "SlowDown",
    ]

    private static let signatureCodes: Set<String> = [
        "InvalidSignatureException", "InvalidSignature", "SignatureDoesNotMatch",
    ]
}
