import ArgumentParser
import Ledger
import Pricing

/// Lists the keys.
struct KeyListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the keys of the gateway, without their secrets.",
        discussion: """
            EXAMPLES:
              bedrock-ledger key list --format json
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        let keys = try await ledger.withKeys(ifAbsent: .fail) { store, _ in try await store.keys() }
        try ObjectListing.keys(at: .now()).print(keys, as: format.or(.table))
    }
}
