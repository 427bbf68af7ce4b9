import ArgumentParser
import Gateway
import Ledger
import Pricing

/// Issues a key.
struct KeyCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Issue a key of the gateway and print its secrets, once.",
        discussion: """
            EXAMPLES:
              bedrock-ledger key create --team search --expires 90d
              bedrock-ledger key create --role admin --expires 30d
              bedrock-ledger key create --team search --callsite ranker \\
                --models us.anthropic.claude-sonnet-5 --format json
            """)

    @Option(
        help: """
            What the key is for: caller makes calls, viewer sees everything, lead sees what is its team's, admin sees and \
            changes everything, metrics reads /metrics.
            """)
    var role = KeyRole.caller
    @Option(help: "The team that pays for a caller's calls, or whose figures a lead sees.")
    var team: String?

    @Option(help: "The callsite of calls that name none.")
    var callsite: String?

    @Option(help: ArgumentHelp("The models that may be called, with commas (default: any).", valueName: "list"))
    var models: String?

    @Option(
        help: ArgumentHelp(
            "When the key ends: a length of time such as 90d, or a date (default: never).", valueName: "time"))
    var expires: Deadline?

    @OptionGroup var actor: ActorOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        guard role.needsTeam == (team != nil) else {
            throw ValidationError(
                team == nil
                    ? "a key of the role \(role.rawValue) belongs to a team; name it with --team"
                    : "--team is not for a key of the role \(role.rawValue), which is for the whole ledger")
        }
    }

    func run() async throws {
        let now = Timestamp.now()
        let names = models.map {
            $0.split(separator: ",").map { String($0.filter { $0 != " " }) }.filter { !$0.isEmpty }
        }
        // An empty list must not turn into a key for every model.
        if let names, names.isEmpty { throw CommandFailure(.usage, "--models names no model") }
        let models = names ?? []
        let issued = try await ledger.withKeys(ifAbsent: .create) { store, file in
            do {
                return try await KeyIssuer(store: store, file: file).issue(
                    role: role, team: team, callsite: callsite, models: models, expiresAt: expires?.timestamp(now: now),
                    actor: actor.name, at: now)
            } catch let error as KeyFileError {
                throw CommandFailure(.database, "\(error)")
            }
        }
        try ObjectListing.issuedKeys(for: role).print(issued, as: format.or(.table))
        StandardError.note("keep the secrets now: they cannot be shown again")
    }
}
