import ArgumentParser
import FoundationEssentials
import LedgerSQLite

/// Copies the ledger while others use it.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Write a consistent copy of the ledger to a new file, while others use it.",
        discussion: """
            A file that exists is never replaced.

            EXAMPLES:
              bedrock-ledger backup ledger-2026-11-23.db
            """)

    @Argument(help: "The file to write; it must not exist.")
    var file: String

    @OptionGroup var ledger: LedgerOptions

    func run() async throws {
        if FileManager.default.fileExists(atPath: file) {
            throw CommandFailure(.failure, "\(file) exists, and a backup never replaces a file; name another one")
        }
        try await ledger.withLedgerFile(ifAbsent: .fail) { try await $0.backup(to: file) }
        try StandardOutput.print("wrote a copy of \(ledger.path) to \(file)")
    }
}
