import ArgumentParser
import Ledger

/// Lists the open reservations.
struct ReservationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reservations",
        abstract: "List the open reservations, oldest first.",
        discussion: """
            EXAMPLES:
              bedrock-ledger reservations --format jsonl
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        let reservations = try await ledger.withLedger(ifAbsent: .fail) { try await $0.openReservations() }
        try ObjectListing.reservations.print(reservations, as: format.or(.table))
    }
}
