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
        let items: [BilledItem] = [.input, .cacheRead, .cacheWrite5m, .cacheWrite1h, .cacheWrite30m, .output]
        var listing = Listing(
            [.init("model"), .init("scope")] + items.map { .init("\($0.rawValue)_usd", .right) }
                + [.init("other_items")])
        for model in pricer.card.models.values.sorted(by: { $0.id < $1.id }) {
            for scope in model.distinctScopes {
                let rates = items.map { item -> Listing.Cell in
                    let rate = model.rate(of: item, scope: scope, region: "us-east-1", at: now)
                    let text = rate?.rate.listed(for: item)
                    return .amount(text, display: text ?? "-")
                }
                let others = model.items.subtracting(items).map(\.rawValue).sorted().joined(separator: " ")
                listing.add(
                    [.text(model.id), .text(model.distinctScopes.count == 1 ? "any" : scope.rawValue)] + rates
                        + [.text(others.isEmpty ? nil : others)])
            }
        }
        try listing.print(as: formatOptions.or(.table), name: "models")
    }
}
