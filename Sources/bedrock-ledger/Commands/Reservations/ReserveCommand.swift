import ArgumentParser
import Ledger
import LedgerReports
import LosslessJSON
import Pricing

/// Holds the most that a call can cost in every budget that covers it.
struct ReserveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reserve",
        abstract: "Hold the most that a call can cost in every budget that covers it, before the call is sent.",
        discussion: """
            Prints the reservation as JSON, or the refusal and exits with 4; a refused call has no effect. Say afterwards \
            how the call ended: settle it with its response, or release it if it was never sent. A reservation that \
            nobody settles is charged as an estimate when its time is up.

            The amount comes from the token counts, from the request itself, or is given.

            EXAMPLES:
              bedrock-ledger reserve --team search --callsite summarize \\
                --model eu.anthropic.claude-sonnet-5 --region eu-central-1 \\
                --input-tokens 1200 --max-output-tokens 400
              bedrock-ledger reserve --team search --callsite summarize \\
                --model eu.anthropic.claude-sonnet-5 --region eu-central-1 \\
                --request request.json --ttl 5m
            """)

    @OptionGroup var charged: AttributionOptions

    @Option(help: "The model that will be called: its id, an inference profile or an ARN.")
    var model: String

    @Option(help: "The AWS region that will be called.")
    var region: String

    @Option(help: "The kind of call.")
    var operation = CallOperation.converse

    @Option(help: ArgumentHelp("The most input tokens.", valueName: "count"))
    var inputTokens: Int64?

    @Option(help: ArgumentHelp("The most output tokens.", valueName: "count"))
    var maxOutputTokens: Int64?

    @Option(help: ArgumentHelp("The amount itself, in US dollars.", valueName: "usd"))
    var amount: Money?

    @Option(help: ArgumentHelp("The request's JSON; - for standard input.", valueName: "file"))
    var request: String?

    @Option(help: ArgumentHelp("How long the amount is held, 1s to 30d.", valueName: "time"))
    var ttl = TimeSpan(milliseconds: 900_000)

    @Option(
        help: """
            The reservation's id, so that asking again gets the same answer instead of a second reservation \
            (default: a new one).
            """)
    var id: String?

    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        let isCounted = inputTokens != nil || maxOutputTokens != nil
        if amount != nil ? isCounted || request != nil : request == nil && inputTokens == nil {
            throw ValidationError(
                "state the amount in one way: --input-tokens with --max-output-tokens, --request, or --amount")
        }
        if (inputTokens ?? 0) < 0 || (maxOutputTokens ?? 0) < 0 {
            throw ValidationError("token counts cannot be negative")
        }
    }

    func run() async throws {
        let pricer = try rates.pricer()
        let wish = ReservationRequest(
            id: id ?? CallID.make(at: Timestamp.now()), attribution: try charged.attribution(), requestedModel: model,
            model: pricer.modelID(model), region: region, operation: operation, amount: try bound(pricer),
            owner: .external, timeToLiveMilliseconds: ttl.milliseconds)
        var writer = JSONWriter()
        switch try await ledger.withLedger(ifAbsent: .create, { try await $0.reserve(wish) }) {
        case .granted(let reservation):
            reservation.write(to: &writer)
            try StandardOutput.print(writer.text)
        case .refused(let refusal):
            refusal.write(to: &writer)
            try StandardOutput.print(writer.text)
            throw QuietExit(.refused)
        }
    }

    private func bound(_ pricer: Pricer) throws -> ReservationRequest.Amount {
        if let amount { return .bound(amount) }
        var question = BoundRequest(
            model: model, region: region, operation: operation, inputTokens: inputTokens,
            maximumOutputTokens: maxOutputTokens)
        if let request { question.request = try JSONFile.read(request) }
        let cost = pricer.bound(of: question)
        if let total = cost.total { return .bound(total) }
        return .unpriced(reason: cost.reason ?? "the most that the call can cost is not known")
    }
}
