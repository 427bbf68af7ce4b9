/// One operation of the API: where it is, who may do it, and what it takes.
///
/// ``APIRoute/all`` is the one table of the API. Requests are matched against it, the roles are checked by it, and tests
/// hold the OpenAPI document, the documentation and every answer to it.
struct APIRoute: Sendable {
    let operation: APIOperation
    let method: String
    /// The path, with the name of what is variable in braces.
    let path: String
    /// Who may do it.
    let roles: Set<APIPrincipal.Role>
    /// The parameters of the query.
    var parameters: [String] = []
    /// The members of the body; `nil` for an operation without a body.
    var members: [String]?

    /// Where all paths of the API begin.
    static let prefix = "/api/v1/"
    /// The path of the metrics, where Prometheus looks for them.
    static let metricsPath = "/metrics"

    /// Whether a target of a request line is one of the API.
    static func claims(_ target: String) -> Bool {
        target.hasPrefix("/api/") || target == metricsPath || target.hasPrefix(metricsPath + "?")
    }

    private static let filters = [
        "since", "until", "team", "callsite", "model", "user", "tag", "region", "operation",
    ]
    private static let readers: Set<APIPrincipal.Role> = [.viewer, .lead, .admin, .keyless]
    private static let administrators: Set<APIPrincipal.Role> = [.admin]
    private static let payers: Set<APIPrincipal.Role> = [.caller, .admin, .keyless]

    /// All operations.
    static let all: [APIRoute] = [
        APIRoute(.spend, "GET", "spend", readers, parameters: ["by", "top"] + filters),
        APIRoute(.calls, "GET", "calls", readers, parameters: ["limit", "cursor"] + filters),
        APIRoute(.call, "GET", "calls/{id}", readers),
        APIRoute(.export, "GET", "export", readers, parameters: ["format"] + filters),
        APIRoute(.budgets, "GET", "budgets", readers),
        APIRoute(.budget, "GET", "budgets/{name}", readers),
        APIRoute(
            .setBudget, "PUT", "budgets/{name}", administrators,
            members: [
                "scope", "limit_usd", "period", "timezone", "enforcement", "warn_at", "unpriced", "when_exceeded",
                "fallback_model", "minimum_tokens",
            ]),
        APIRoute(.removeBudget, "DELETE", "budgets/{name}", administrators),
        APIRoute(
            .raiseBudget, "POST", "budgets/{name}/raise", administrators, members: ["by_usd", "until", "reason"]),
        APIRoute(.reservations, "GET", "reservations", readers, parameters: ["state", "limit"] + filters),
        APIRoute(
            .reserve, "POST", "reservations", payers,
            members: [
                "id", "team", "callsite", "user", "tags", "model", "region", "operation", "amount_usd",
                "input_tokens", "max_output_tokens", "ttl_seconds",
            ]),
        APIRoute(
            .settle, "POST", "reservations/{id}/settle", payers,
            members: ["usage", "cost_usd", "request_id", "latency_ms"]),
        APIRoute(.release, "POST", "reservations/{id}/release", payers, members: []),
        APIRoute(.keys, "GET", "keys", [.viewer, .lead, .admin]),
        APIRoute(
            .createKey, "POST", "keys", administrators,
            members: ["role", "team", "callsite", "models", "expires_at"]),
        APIRoute(.revokeKey, "DELETE", "keys/{id}", administrators),
        APIRoute(.rates, "GET", "rates", readers),
        APIRoute(.reloadRates, "POST", "rates/reload", administrators, members: []),
        APIRoute(.description, "GET", "openapi.json", readers.union([.caller])),
        APIRoute(.metrics, "GET", nil, [.viewer, .admin, .metrics, .keyless]),
    ]

    private init(
        _ operation: APIOperation, _ method: String, _ path: String?, _ roles: Set<APIPrincipal.Role>,
        parameters: [String] = [], members: [String]? = nil
    ) {
        self.operation = operation
        self.method = method
        self.path = path.map { Self.prefix + $0 } ?? Self.metricsPath
        self.roles = roles
        self.parameters = parameters
        self.members = members
    }
}
