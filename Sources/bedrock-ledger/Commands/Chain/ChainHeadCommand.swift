import ArgumentParser
import Ledger
import LedgerSQLite

/// Prints the newest link of the chain.
struct ChainHeadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "head",
        abstract: "Print the newest link of the chain over everything that was recorded.",
        discussion: """
            Keep it where those who can write to the ledger cannot: in another account, in a ticket, on paper. Whoever \
            can write to the file can compute the chain anew; a head that was kept shows it.

            EXAMPLES:
              bedrock-ledger chain head
              bedrock-ledger chain head --format json > head-2026-11-24.json
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        let head = try await ledger.withUntouchedLedgerFile { try await $0.chainHead() }
        guard let head else {
            throw CommandFailure(.failure, "nothing is recorded in \(ledger.path) yet, so there is no chain")
        }
        try ObjectListing.chainHeads.print(head, as: format.or(.table))
    }
}
