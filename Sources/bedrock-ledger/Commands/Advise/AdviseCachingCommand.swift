import ArgumentParser
import Ledger
import LedgerReports
import Pricing

/// Says what prompt caches saved or cost, and where one could save something.
struct AdviseCachingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "caching",
        abstract: "Show by callsite what the prompt cache saved or cost, and where one could save something.",
        discussion: """
            What was saved is the cost with all input fresh, less the cost as it was; it is negative where writing to \
            the cache cost more than reading from it saved. What is possible is the most it could be.

            EXAMPLES:
              bedrock-ledger advise caching --since month
              bedrock-ledger advise caching --team search --since 7d --format json
            """)

    @OptionGroup var filter: FilterOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        let pricer = try rates.pricer()
        let calls = try filter.filter(pricer: pricer)
        let advice = try await ledger.withLedger(ifAbsent: .fail) {
            try await CachingAdvice(from: $0, filter: calls, pricer: pricer)
        }
        try Self.listing(advice).print(as: format.or(.table), name: "callsites")
    }

    private static func listing(_ advice: CachingAdvice) -> Listing {
        var listing = Listing([
            .init("team"), .init("callsite"), .init("model"), .init("calls", .right), .init("fresh_tokens", .right),
            .init("read_tokens", .right), .init("written_tokens", .right), .init("hit_percent", .right),
            .init("saved_usd", .right), .init("possible_usd", .right), .init("unpriced_calls", .right),
            .init("verdict"),
        ])
        for row in advice.rows {
            let hits = "\(row.hitThousandths / 10).\(row.hitThousandths % 10)"
            listing.add([
                .text(row.team), .text(row.callsite), .text(row.model), .count(row.calls), .count(row.freshTokens),
                .count(row.readTokens), .count(row.writtenTokens), .amount(hits, display: hits),
                .amount(row.saved.usd, display: row.saved.display),
                .amount(row.possible?.usd, display: row.possible.map { "≤ \($0.display)" } ?? "-"),
                .count(row.unpricedCalls), .text(row.verdict.rawValue),
            ])
        }
        return listing
    }
}
