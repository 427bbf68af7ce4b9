import ArgumentParser
import Ledger
import Pricing

/// Which calls a report looks at.
struct FilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The first moment, inclusive, in UTC: \(Moment.forms).", valueName: "time"))
    var since: Moment?

    @Option(help: ArgumentHelp("The last moment, exclusive; the same forms.", valueName: "time"))
    var until: Moment?

    @OptionGroup var scope: ScopeOptions

    @Option(help: "Only calls to this AWS region.")
    var region: String?

    @Option(help: "Only calls of this kind.")
    var operation: CallOperation?

    /// The calls that a query looks at. A rate card is only read where a model has to be looked up in it.
    func filter(rates: RatesOptions) throws -> CallFilter {
        try filter(modelID: try scope.modelID(rates: rates))
    }

    /// The calls that a query looks at, by a pricer that is there already.
    func filter(pricer: Pricer) throws -> CallFilter {
        try filter(modelID: scope.model.map(pricer.modelID))
    }

    private func filter(modelID: String?) throws -> CallFilter {
        let now = Timestamp.now()
        let from = since?.timestamp(now: now)
        let to = until?.timestamp(now: now)
        if let from, let to, from >= to {
            throw CommandFailure(
                .usage, "--since (\(from.iso8601)) has to lie before --until (\(to.iso8601)), which is exclusive")
        }
        return CallFilter(
            since: from, until: to, team: scope.team, callsite: scope.callsite, user: scope.user,
            model: modelID, region: region, operation: operation, tags: try scope.tags.byName())
    }
}
