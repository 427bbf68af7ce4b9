import ArgumentParser
import Ledger
import LedgerSQLite

/// Recomputes every total from the rows and compares.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recompute every total and the chain from the rows and compare; check the file's integrity.",
        discussion: """
            Exits with 3 where anything differs.

            EXAMPLES:
              bedrock-ledger verify --ledger /var/lib/bedrock-ledger/ledger.db
              bedrock-ledger verify --chain --head head-2026-11-24.json
            """)

    @Flag(help: "Check only the chain over what was recorded.")
    var chain = false

    @Option(
        help: ArgumentHelp(
            "A head that bedrock-ledger chain head --format json wrote before: what it covers must still be the same.",
            valueName: "file"))
    var head: String?

    @OptionGroup var format: FormatOptions
    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        guard head == nil || chain else {
            throw ValidationError("--head is compared with the chain; give --chain too")
        }
    }

    func run() async throws {
        let kept = try keptHead()
        let verification = try await ledger.withUntouchedLedgerFile { ledger in
            chain ? try await ledger.verifyChain(against: kept) : try await ledger.verify()
        }
        try VerificationReport(verification).print(as: format.or(.table))
        if !verification.findings.isEmpty { throw QuietExit(.findings) }
    }

    private func keptHead() throws -> ChainHead? {
        guard let head else { return nil }
        guard let kept = ChainHead(try JSONFile.read(head)) else {
            throw CommandFailure(.usage, "\(head) is no head as bedrock-ledger chain head --format json writes it")
        }
        return kept
    }
}
