/// What the API can be asked to do; the names are the operation ids of the OpenAPI document.
enum APIOperation: String, Sendable, CaseIterable {
    case spend, calls, call, export
    case budgets, budget, setBudget, removeBudget, raiseBudget
    case reservations, reserve, settle, release
    case keys, createKey, revokeKey
    case rates, reloadRates
    case description
    case metrics
}
