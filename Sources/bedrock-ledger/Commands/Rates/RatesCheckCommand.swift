import ArgumentParser
import LedgerReports
import Pricing

/// Looks through the card for what a careful reader would ask about.
struct RatesCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check the rate card: its form, its age, prices that contradict each other.",
        discussion: """
            Prints one line for each finding and ends with exit code 3 where there are any; a card that cannot be read \
            is refused with file, line and field.

            EXAMPLES:
              bedrock-ledger rates check
              bedrock-ledger rates check --rates our-card.json
            """)

    @OptionGroup var ratesOptions: RatesOptions

    func run() throws {
        let card = try ratesOptions.card()
        let now = Timestamp.now()
        let columns = card.models.values.reduce(0) { $0 + $1.prices.count }
        try StandardOutput.print(
            "rate card \(card.version), published \(card.published.iso8601.prefix(10)) (\(card.age(at: now)) days ago): "
                + "\(card.models.count) models, \(columns) price columns")
        let findings = card.findings(at: now)
        for finding in findings {
            try StandardOutput.print(
                "\(finding.model.map { "\($0): " } ?? "")\(finding.message)".withoutTerminalControls)
        }
        let disputed = card.models.values.reduce(0) { $0 + $1.unresolved.count }
        if disputed > 0 {
            try StandardOutput.print("\(disputed) rates on which the sources disagree stay unpriced (see `rates show`)")
        }
        if !findings.isEmpty { throw QuietExit(.findings) }
    }
}
