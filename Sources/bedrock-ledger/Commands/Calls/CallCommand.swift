import ArgumentParser
import Ledger

/// Shows one call in full.
struct CallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: "Show one call in full: what it cost and why, and how it was made.",
        discussion: """
            The call may be given by its id or by the request id that AWS gave it.

            EXAMPLES:
              bedrock-ledger call 019ab3c4-5d6e-7f01-8234-56789abcdef0
              bedrock-ledger call 019ab3c4-5d6e-7f01-8234-56789abcdef0 --format json | jq .lines
            """)

    @Argument(help: "The call's id, or its request id.")
    var id: String

    @OptionGroup var format: FormatOptions
    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        guard [nil, .table, .json].contains(format.format) else {
            throw ValidationError("a call is shown as a table or as JSON; give --format table or --format json")
        }
    }

    func run() async throws {
        let report = try await ledger.withLedger(ifAbsent: .fail) { store -> CallReport? in
            guard let recorded = try await store.call(id) else {
                if let cut = try await store.cut(thatPruned: id) {
                    throw CommandFailure(.failure, LedgerError.prunedReason("call", id, before: cut))
                }
                return nil
            }
            return CallReport(recorded, details: try await store.callDetails(recorded.call.id))
        }
        guard let report else {
            throw CommandFailure(.failure, "there is no call \(id) in \(ledger.path); bedrock-ledger export lists all")
        }
        try report.print(as: format.or(.table))
    }
}
