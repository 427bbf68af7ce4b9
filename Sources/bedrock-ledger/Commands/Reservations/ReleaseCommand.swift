import ArgumentParser
import Ledger
import LedgerReports
import LosslessJSON

/// Gives a reservation back.
struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Give a reservation back, because its call was never sent.",
        discussion: """
            Settle a call that was sent instead, even if its response was lost: it may be billed.

            EXAMPLES:
              bedrock-ledger release 019ab3c4-5d6e-7f01-8234-56789abcdef0
            """)

    @Argument(help: "The reservation's id.")
    var id: String

    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        let reservation = try await ledger.withLedger(ifAbsent: .fail) { try await $0.release(reservation: id) }
        var writer = JSONWriter()
        reservation.write(to: &writer)
        try StandardOutput.print(writer.text)
    }
}
