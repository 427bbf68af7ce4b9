import ArgumentParser
import Ledger
import LedgerReports
import LosslessJSON
import Pricing

/// Replaces a reservation by what its call cost.
struct SettleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract: "Replace a reservation by what its call cost, and print the recorded call as JSON.",
        discussion: """
            The response is Bedrock's own JSON: of Converse, or {"body": …, "headers": {…}} of InvokeModel. A response \
            that does not say what was used leaves the amount charged as an estimate.

            EXAMPLES:
              bedrock-ledger settle 019ab3c4-5d6e-7f01-8234-56789abcdef0 \\
                --response response.json
            """)

    @Argument(help: "The reservation's id.")
    var id: String

    @Option(help: ArgumentHelp("The response's JSON; - for standard input.", valueName: "file"))
    var response: String

    @Option(
        help: ArgumentHelp(
            "The request's JSON, where the price depends on it (service tier, cache time to live).",
            valueName: "file"))
    var request: String?

    @Option(help: "The kind of call, where it differs from the reservation's.")
    var operation: CallOperation?

    @Option(help: ArgumentHelp("How long the call took, in milliseconds.", valueName: "count"))
    var latencyMs: Int64?

    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        let pricer = try rates.pricer()
        let answer = try JSONFile.read(response)
        let asked = try request.map(JSONFile.read)
        try await ledger.withLedger(ifAbsent: .fail) { store in
            guard let reservation = try await store.reservation(id) else {
                throw CommandFailure(
                    .failure,
                    "there is no reservation \(id) in \(ledger.path); bedrock-ledger reservations lists the open ones")
            }
            var call = call(of: reservation, request: asked, response: answer, pricer: pricer)
            // The rates may be others by now; the same usage is the same call all the same.
            if reservation.state == .settled, let known = try await store.call(id)?.call.cost,
                call.cost.isOfSameUsage(as: known)
            {
                call.cost = known
            }
            let recorded = try await store.settle(reservation: id, with: call)
            try StandardOutput.print(CallRow(recorded).json)
            if call.cost.status != .priced { warn(reservation, call.cost) }
        }
    }

    /// The call that the reservation was made for. Its time is the reservation's, so that settling again with the same
    /// response is the same content.
    private func call(
        of reservation: Reservation, request: JSONValue?, response: JSONValue, pricer: Pricer
    ) -> Call {
        let wish = reservation.request
        let operation = operation ?? wish.operation
        let cost = pricer.cost(
            of: PricingRequest(
                model: wish.requestedModel, region: wish.region, at: reservation.createdAt, operation: operation,
                request: request, response: response),
            now: reservation.createdAt)
        return Call(
            id: reservation.id, requestID: ResponseIdentity.requestID(of: response), at: reservation.createdAt,
            attribution: wish.attribution, requestedModel: wish.requestedModel, region: wish.region,
            operation: operation, status: ResponseIdentity.status(of: cost, operation: operation), cost: cost,
            latencyMilliseconds: latencyMs)
    }

    private func warn(_ reservation: Reservation, _ cost: Cost) {
        StandardError.warning(
            "the cost of this call is not known (\(cost.reason ?? cost.status.rawValue)); "
                + "the amount held, \(reservation.amount), stays charged as an estimate")
    }
}
