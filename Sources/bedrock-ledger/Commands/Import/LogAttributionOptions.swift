import ArgumentParser
import InvocationLogs

/// How an import finds out whom a call is charged to.
struct LogAttributionOptions: ParsableArguments {
    @Option(
        name: .customLong("team-key"),
        help: ArgumentHelp(
            "The key of requestMetadata that names the team (default: team); repeatable, the first found counts.",
            valueName: "key"))
    var teamKeys: [String] = []

    @Option(
        name: .customLong("callsite-key"),
        help: ArgumentHelp("The key that names the callsite (default: callsite); repeatable.", valueName: "key"))
    var callsiteKeys: [String] = []

    @Option(
        name: .customLong("user-key"),
        help: ArgumentHelp("The key that names the end user (default: user); repeatable.", valueName: "key"))
    var userKeys: [String] = []

    @Option(
        name: .customLong("rule"),
        help: ArgumentHelp(
            "What a caller's ARN says: a pattern, then team=, callsite=, user= as far as it does not capture them; "
                + "repeatable, before those of --rules.",
            valueName: "pattern [team=name …]"))
    var ruleTexts: [String] = []

    @Option(
        name: .customLong("rules"),
        help: ArgumentHelp("A JSON file of such rules, in order.", valueName: "file"))
    var ruleFile: String?

    /// The keys and rules that are meant.
    ///
    /// - Throws: ``CommandFailure`` naming the rule that is refused, and its file and line.
    func policy() throws -> AttributionPolicy {
        var policy = AttributionPolicy()
        if !teamKeys.isEmpty { policy.teamKeys = teamKeys }
        if !callsiteKeys.isEmpty { policy.callsiteKeys = callsiteKeys }
        if !userKeys.isEmpty { policy.userKeys = userKeys }
        do throws(AttributionRuleError) {
            for text in ruleTexts { policy.rules.append(try AttributionRule(text)) }
        } catch {
            throw CommandFailure(.usage, "--rule: \(error)")
        }
        guard let ruleFile else { return policy }
        let document = try JSONFile.read(ruleFile)
        do throws(AttributionRuleError) {
            policy.rules += try AttributionRule.rules(in: document)
        } catch {
            throw CommandFailure(.usage, "\(ruleFile): \(error)")
        }
        return policy
    }
}
