import ArgumentParser
import BedrockLedger

/// Whom a call of this program is charged to.
struct ConverseAttributionOptions: ParsableArguments {
    @Option(help: "The team that pays (default: unassigned).")
    var team: String?

    @Option(help: "The callsite that the call is counted under.")
    var callsite = "command-line"

    @Option(help: "The end user for whom the call is made.")
    var user: String?

    @Option(name: .customLong("tag"), help: ArgumentHelp("A label of the call; repeatable.", valueName: "name=value"))
    var tags: [Tag] = []

    /// Whom the call is charged to.
    func context() throws(CommandFailure) -> CallContext {
        CallContext(team: team, user: user, tags: try tags.byName())
    }
}
