import ArgumentParser
import LedgerReports
import Pricing

/// All models of the card, with what a million tokens cost in us-east-1.
struct RatesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the models of the rate card with their standard rates in us-east-1.",
        discussion: """
            Token rates are in USD per million tokens. A dash means that the card has no such rate; a model with dashes \
            only is billed by image, second or query: see `rates show`.

            EXAMPLES:
              bedrock-ledger rates list
              bedrock-ledger rates list --format json
            """)

    @OptionGroup var ratesOptions: RatesOptions
    @OptionGroup var formatOptions: FormatOptions

    func run() throws {
        let pricer = try ratesOptions.pricer()
        let now = Timestamp.now()
        var listing = Listing(
            [.init("model"), .init("scope")] + RateRow.items.map { .init("\($0.rawValue)_usd", .right) }
                + [.init("other_items")])
        for row in RateRow.rows(of: pricer.card, at: now) {
            let others = row.otherItems.joined(separator: " ")
            listing.add(
                [.text(row.model), .text(row.scope)] + row.rates.map { .amount($0, display: $0 ?? "-") }
                    + [.text(others.isEmpty ? nil : others)])
        }
        try listing.print(as: formatOptions.or(.table), name: "models")
    }
}
