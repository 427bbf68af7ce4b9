import ArgumentParser
import LedgerReports
import Pricing

/// Compares the card in use with another.
struct RatesDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show how a rate card differs from the one in use.",
        discussion: """
            A card that says "overlay": true is laid over the one in use first, so that only what it changes is shown. \
            Ends with exit code 3 where anything differs.

            EXAMPLES:
              bedrock-ledger rates diff new-card.json
            """)

    @OptionGroup var ratesOptions: RatesOptions
    @OptionGroup var formatOptions: FormatOptions
    @Argument(help: "The other rate card.") var file: String

    func run() throws {
        let card = try ratesOptions.card()
        let other = try RatesOptions.load(file)
        let differences = card.differences(from: other.isOverlay ? card.overlaid(with: other) : other)
        var listing = Listing([
            .init("model"), .init("conditions"), .init("item"), .init("before_usd", .right), .init("after_usd", .right),
            .init("per"),
        ])
        for difference in differences {
            let rates = [difference.before, difference.after].map { rate -> Listing.Cell in
                let text = rate?.listed(for: difference.item)
                return .amount(text, display: text ?? "-")
            }
            listing.add(
                [.text(difference.model), .text(difference.conditions), .text(difference.item.rawValue)] + rates
                    + [.text(difference.item.listedUnit)])
        }
        try listing.print(as: formatOptions.or(.table), name: "differences")
        if !differences.isEmpty { throw QuietExit(.findings) }
    }
}
