import ArgumentParser
import LedgerReports
import Pricing

/// Every rate of one model with the evidence for it.
struct RatesShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show every rate of a model, with its source and how sure the card is of it.",
        discussion: """
            The model may be given as an id, an inference profile or an ARN.

            EXAMPLES:
              bedrock-ledger rates show amazon.nova-pro-v1:0
              bedrock-ledger rates show global.anthropic.claude-sonnet-5-5 --format json
            """)

    @OptionGroup var ratesOptions: RatesOptions
    @OptionGroup var formatOptions: FormatOptions
    @Argument(help: "The model: an id, an inference profile or an ARN; or `guardrails`.") var model: String

    func run() throws {
        let pricer = try ratesOptions.pricer()
        var listing = Listing([
            .init("conditions", maximumWidth: 200), .init("item"), .init("usd", .right), .init("per"),
            .init("confidence"),
            .init("sources", maximumWidth: 200), .init("note", maximumWidth: 400),
        ])
        if model == "guardrails" {
            add(pricer.card.guardrails, under: "everywhere", to: &listing)
        } else {
            let id = pricer.modelID(model)
            guard let rates = pricer.card.models[id] else {
                throw CommandFailure(
                    .failure, "the rate card \(pricer.card.version) has no model \(id); see `bedrock-ledger rates list`"
                )
            }
            for price in rates.prices { add(price.rates, under: price.conditions, to: &listing) }
            for unresolved in rates.unresolved {
                listing.add([
                    .text(unresolved.column.conditions), .text(unresolved.item.rawValue),
                    .amount(nil, display: "unpriced"), .text(unresolved.item.listedUnit), .text("none"), .text(nil),
                    .text(unresolved.reason),
                ])
            }
        }
        try listing.print(as: formatOptions.or(.table), name: "rates")
    }

    private func add(_ rates: [BilledItem: SourcedRate], under conditions: String, to listing: inout Listing) {
        for item in BilledItem.allCases {
            guard let rate = rates[item] else { continue }
            let usd = rate.rate.listed(for: item)
            listing.add([
                .text(conditions), .text(item.rawValue), .amount(usd, display: usd), .text(item.listedUnit),
                .text(rate.confidence.rawValue), .text(rate.sources.joined(separator: ", ")), .text(rate.note),
            ])
        }
    }
}
