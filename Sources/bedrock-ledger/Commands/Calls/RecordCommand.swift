import ArgumentParser
import Glibc
import Ledger
import Pricing

/// Records calls that were made without a reservation.
struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Record calls that were already made: JSON lines in, a summary out.",
        discussion: """
            Each line is an object as `cost` reads it, with "call_id" (or "id"), and where they apply "team", "callsite", \
            "user", "tags", "latency_ms". A call that is offered twice counts once. A line that cannot be read is named \
            on standard error; the others are recorded all the same, and the exit code is 1.

            EXAMPLES:
              bedrock-ledger record calls.jsonl
            """)

    @Argument(help: "The file of JSON lines; - for standard input.")
    var file = "-"

    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    /// How many calls go to the ledger in one transaction.
    static let batchSize = 1000

    /// A call with the number of its line.
    private struct Entry {
        let line: Int
        var call: Call
        /// Whether the line says when the call was made; else it was now.
        let isDated: Bool

        /// Files a call whose line was recorded before when it was recorded, so that offering it again changes nothing.
        mutating func date(as known: Call) {
            call.at = known.at
            if call.cost.isOfSameUsage(as: known.cost) { call.cost = known.cost }
        }
    }

    func run() async throws {
        let pricer = try rates.pricer()
        let descriptor = try openFile()
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        let tally = try await ledger.withLedger(ifAbsent: .create) { store in
            try await record(InputLines(descriptor: descriptor), pricedBy: pricer, in: store)
        }
        try StandardOutput.print(tally.json)
        if let reason = tally.unpricedReason {
            let verb = tally.unpriced == 1 ? "has" : "have"
            StandardError.warning(
                "\(tally.unpriced) of the calls \(verb) no known cost, which is not zero; the first: \(reason)"
            )
        }
        if tally.rejected + tally.conflicts > 0 { throw QuietExit(.failure) }
    }

    private func record(
        _ lines: InputLines, pricedBy pricer: Pricer, in store: any LedgerStore
    ) async throws -> RecordTally {
        var tally = RecordTally()
        var batch: [Entry] = []
        var number = 0
        let now = Timestamp.now()
        for line in lines {
            number += 1
            if line.isBlank { continue }
            do {
                let line = try CallLine(json: line.json(), pricer: pricer, now: now)
                batch.append(Entry(line: number, call: line.call, isDated: line.isDated))
            } catch {
                tally.rejected += 1
                complain(number, "\(error)")
            }
            if batch.count == Self.batchSize { try await record(&batch, in: store, &tally) }
        }
        try await record(&batch, in: store, &tally)
        return tally
    }

    private func record(
        _ batch: inout [Entry], in store: any LedgerStore, _ tally: inout RecordTally
    ) async throws {
        try Task.checkCancellation()
        for index in batch.indices where !batch[index].isDated {
            guard let known = try await store.call(batch[index].call.id) else { continue }
            batch[index].date(as: known.call)
        }
        let outcomes = try await store.record(batch.map(\.call))
        for (entry, outcome) in zip(batch, outcomes) {
            tally.count(outcome, of: entry.call)
            switch outcome {
            case .recorded, .corrected, .duplicate: continue
            case .conflict(let reason), .invalid(let reason): complain(entry.line, reason)
            }
        }
        batch.removeAll(keepingCapacity: true)
    }

    private func openFile() throws -> Int32 {
        if file == "-" { return STDIN_FILENO }
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandFailure(.failure, "\(file) cannot be opened: \(String(cString: strerror(errno)))")
        }
        return descriptor
    }

    private func complain(_ line: Int, _ reason: String) {
        StandardError.error("\(file == "-" ? "standard input" : file):\(line): \(reason)")
    }
}
