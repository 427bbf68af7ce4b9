import ArgumentParser
import Ledger

/// Lists the open reservations, or those that budgets refused.
struct ReservationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reservations",
        abstract: "List the open reservations, oldest first, or the refused ones, newest first.",
        discussion: """
            EXAMPLES:
              bedrock-ledger reservations --format jsonl
              bedrock-ledger reservations --refused --since 24h --team search
            """)

    @Flag(help: "List the reservations that budgets refused, with the figures of that moment.")
    var refused = false

    @Option(help: ArgumentHelp("With --refused: the most that are listed, 1 to 10,000.", valueName: "count"))
    var limit = 100

    @OptionGroup var filters: FilterOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        guard CallFilter.pageSizes.contains(limit) else {
            throw ValidationError("--limit must be 1 to \(CallFilter.pageSizes.upperBound)")
        }
    }

    func run() async throws {
        let filter = try filters.filter(rates: rates)
        if refused {
            let refusals = try await ledger.withLedger(ifAbsent: .fail) {
                try await $0.refusedReservations(filter, limit: limit)
            }
            return try ObjectListing.refusedReservations.print(refusals, as: format.or(.table))
        }
        let wanted = try filter.validated()
        let open = try await ledger.withLedger(ifAbsent: .fail) { try await $0.openReservations() }
        // A reservation is filed as the call that would stand for it.
        try ObjectListing.reservations.print(
            open.filter { wanted.includes($0.estimate) }, as: format.or(.table))
    }
}
