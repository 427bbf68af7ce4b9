import ArgumentParser
import Ledger
import LosslessJSON

/// Recomputes every total from the rows and compares.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recompute every total from the rows and compare; check the file's integrity.",
        discussion: """
            Exits with 3 where anything differs.

            EXAMPLES:
              bedrock-ledger verify --ledger /var/lib/bedrock-ledger/ledger.db
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        let verification = try await ledger.withLedger(ifAbsent: .fail) { try await $0.verify() }
        try VerificationReport(verification).print(as: format.or(.table))
        if !verification.findings.isEmpty { throw QuietExit(.findings) }
    }
}
