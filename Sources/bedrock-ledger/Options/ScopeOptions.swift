import ArgumentParser
import Ledger
import Pricing

/// Which calls are meant, by what they are charged to.
struct ScopeOptions: ParsableArguments {
    @Option(help: "Only calls of this team.")
    var team: String?

    @Option(help: "Only calls from this callsite.")
    var callsite: String?

    @Option(help: "Only calls of this model: its id, an inference profile or an ARN.")
    var model: String?

    @Option(help: "Only calls for this end user.")
    var user: String?

    @Option(
        name: .customLong("tag"), help: ArgumentHelp("Only calls with this tag; repeatable.", valueName: "name=value"))
    var tags: [Tag] = []

    /// The calls that a budget covers.
    func scope(rates: RatesOptions) throws -> BudgetScope {
        BudgetScope(
            team: team, callsite: callsite, model: try modelID(rates: rates), user: user, tags: try tags.byName())
    }

    /// The calls that match, whenever they were made.
    func filter(rates: RatesOptions) throws -> CallFilter {
        CallFilter(
            team: team, callsite: callsite, user: user, model: try modelID(rates: rates), tags: try tags.byName())
    }

    /// The model's id as budgets and reports name it, whatever profile or ARN is given.
    func modelID(rates: RatesOptions) throws -> String? {
        guard let model else { return nil }
        return try rates.pricer().modelID(model)
    }
}
