extension RetryRules {
    /// What the HTTP statuses mean when the error code says nothing; the last part of every provider's list.
    public static let commonStatuses: RetryRules = [
        RetryRule(.retry(.throttling), statuses: [429], reason: "Too many requests at once."),
        RetryRule(.retry(.capacity), statuses: [503, 529], reason: "The service is short of capacity."),
        RetryRule(
            .retry(.transient), statuses: [500, 502, 504], reason: "The service or a gateway in front of it failed."),
        RetryRule(
            .ambiguous(.transient), statuses: [408], reason: "The request timed out at the service, and may be billed."),
        RetryRule(
            .fail(.quota), statuses: [402], reason: "The account's credit is used up or its bill is not paid."),
        RetryRule(
            .fail(.access), statuses: [401, 403],
            reason: "The caller may not do this: check the credentials and the permissions."),
        RetryRule(
            .fail(.notFound), statuses: [404, 410], reason: "The model or resource does not exist: check its id."),
        RetryRule(
            .fail(.invalidRequest), statuses: Set(400...499),
            reason: "The request is not valid; the service's message says what to change."),
    ]
}
