import BedrockLedger
import Ledger
import LedgerReports
import LosslessJSON
import Pricing

extension ManagementAPI {
    /// `GET budgets`: all that may be seen, with what is spent, reserved and left in their present windows.
    func budgets(_ question: Question) async throws -> APIAnswer {
        let budgets = try await ledger.budgets().filter { question.principal.sees(team: $0.budget.scope.team) }
        return .list("budgets", budgets) { $0.write(to: &$1) }
    }

    /// `GET budgets/{name}`: one with its audit trail.
    func budget(_ question: Question) async throws -> APIAnswer {
        guard let status = try await ledger.budget(question.name),
            question.principal.sees(team: status.budget.scope.team)
        else { throw APIProblem.notFound("budget", question.name) }
        return .json { status.write(to: &$0) }
    }

    /// `PUT budgets/{name}`: makes it, or replaces its definition.
    func setBudget(_ question: Question) async throws -> APIAnswer {
        let body = question.body
        guard let limit = try body.money("limit_usd") else {
            throw APIProblem.invalid("limit_usd", nil, "an amount in US dollars", kind: .invalidBody)
        }
        let name = try body.requiredText("period")
        guard let period = BudgetPeriod(name) else {
            throw APIProblem.invalid("period", name, "one of \(BudgetPeriod.allNames)", kind: .invalidBody)
        }
        var budget = Budget(
            name: question.name, scope: try scope(body), limit: limit, period: period,
            timeZone: try body.text("timezone") ?? "UTC")
        budget.enforcement = try body.choice("enforcement", of: Budget.Enforcement.self) ?? budget.enforcement
        budget.unpriced = try body.choice("unpriced", of: Budget.UnpricedPolicy.self) ?? budget.unpriced
        budget.warnAt = try body.integers("warn_at") ?? budget.warnAt
        budget.whenExceeded = try policy(body)
        let status = try await ledger.setBudget(budget, actor: question.principal.actor)
        return .json { status.write(to: &$0) }
    }

    /// `DELETE budgets/{name}`: removes it; its audit trail stays.
    func removeBudget(_ question: Question) async throws -> APIAnswer {
        try await ledger.removeBudget(question.name, actor: question.principal.actor)
        return .done
    }

    /// `POST budgets/{name}/raise`: raises its limit for a time.
    func raiseBudget(_ question: Question) async throws -> APIAnswer {
        let body = question.body
        guard let amount = try body.money("by_usd") else {
            throw APIProblem.invalid("by_usd", nil, "an amount in US dollars", kind: .invalidBody)
        }
        guard let until = try body.moment("until") else {
            throw APIProblem.invalid("until", nil, APIBody.timeForm, kind: .invalidBody)
        }
        let raise = BudgetRaise(amount: amount, until: until, reason: try body.requiredText("reason"))
        let status = try await ledger.raiseBudget(question.name, raise, actor: question.principal.actor)
        return .json { status.write(to: &$0) }
    }

    private func policy(_ body: APIBody) throws(APIProblem) -> ExceededPolicy {
        let model = try body.text("fallback_model")
        let tokens = try body.integer("minimum_tokens", in: ExceededPolicy.minimumTokens)
        switch (try body.choice("when_exceeded", of: ExceededPolicy.Kind.self) ?? .refuse, model, tokens) {
        case (.refuse, nil, nil): return .refuse
        case (.fallback, let model?, nil): return .fallback(model: model)
        case (.shrink, nil, let tokens?): return .shrink(minimumTokens: tokens)
        case (let kind, _, _):
            throw .invalid(
                "when_exceeded", kind.rawValue,
                "refuse without more, fallback with fallback_model, or shrink with minimum_tokens", kind: .invalidBody)
        }
    }

    private func scope(_ body: APIBody) throws(APIProblem) -> BudgetScope {
        guard let scope = try body.object("scope", taking: ["team", "callsite", "model", "user", "tags"]) else {
            return BudgetScope()
        }
        return BudgetScope(
            team: try scope.text("team"), callsite: try scope.text("callsite"),
            model: try scope.text("model").map { metering.pricer().modelID($0) }, user: try scope.text("user"),
            tags: try scope.tags("tags") ?? [:])
    }
}
