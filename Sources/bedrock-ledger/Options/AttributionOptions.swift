import ArgumentParser
import Ledger

/// Whom a call is charged to.
struct AttributionOptions: ParsableArguments {
    @Option(help: "The team that pays.")
    var team: String

    @Option(help: "The place in the code that makes the call.")
    var callsite: String

    @Option(help: "The end user for whom the call is made.")
    var user: String?

    @Option(name: .customLong("tag"), help: ArgumentHelp("A label of the call; repeatable.", valueName: "name=value"))
    var tags: [Tag] = []

    /// Whom the call is charged to.
    func attribution() throws(CommandFailure) -> Attribution {
        Attribution(team: team, callsite: callsite, user: user, tags: try tags.byName())
    }
}
