import ArgumentParser
import Ledger
import Pricing
import Reconciliation

/// Prices recorded calls again.
struct RepriceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reprice",
        abstract: "Price recorded calls again by the present rate card; differences become correcting entries.",
        discussion: """
            No row is ever edited: a correction is an entry of its own, and reports and budgets count both. Amounts that \
            callers stated or that were booked from a bill stay as they are.

            EXAMPLES:
              bedrock-ledger reprice --since last-month --dry-run
              bedrock-ledger reprice --since 2026-11-01 --rates corrected.json
            """)

    @OptionGroup var filter: FilterOptions

    @Flag(help: "Say what would change, and change nothing.")
    var dryRun = false

    @OptionGroup var format: FormatOptions
    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        if filter.since == nil {
            throw ValidationError(
                "state the first moment to price again with --since, such as 2026-11-01 or last-month")
        }
    }

    func run() async throws {
        let pricer = try rates.pricer()
        let calls = try filter.filter(pricer: pricer)
        let repricing = try await ledger.withLedger(ifAbsent: .fail) {
            try await $0.reprice(calls, dryRun: dryRun) { recorded in
                Self.isByRates(recorded.call) ? pricer.cost(ofRecorded: recorded.call) : nil
            }
        }
        try RepricingReport(repricing, isDryRun: dryRun).print(as: format.or(.table))
    }

    /// Whether a rate card priced the call, and nobody who knew its amount.
    private static func isByRates(_ call: Call) -> Bool {
        call.cost.ratesVersion != Cost.statedVersion && !BillAdjustment.isAdjustment(call)
    }
}
