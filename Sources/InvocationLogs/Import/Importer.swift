import FileReading
public import Ledger
public import Pricing

/// Brings invocation logs into a ledger.
///
/// ```swift
/// let importer = Importer(store: store, pricer: Pricer(card: try RateCard.shipped()))
/// let summary = try await importer.run(try LogSource(paths: ["logs/"]))
/// ```
///
/// An import can be repeated and broken off at any time: a request counts once, however often it is offered.
public struct Importer: Sendable {
    /// The calls of one transaction of the store. The ids of a log lie all over the indices of a ledger, so that a call
    /// changes two pages of its own where few are written together, and fewer the more there are.
    private static let batchSize = 4096
    /// After how many calls progress is told.
    private static let progressStep = 1024

    private let store: any LedgerStore
    private let pricer: Pricer
    private let policy: AttributionPolicy
    private let limits: ImportLimits

    /// An importer.
    ///
    /// - Parameters:
    ///   - store: The ledger.
    ///   - pricer: What prices the calls.
    ///   - attribution: How team, callsite and user are found.
    ///   - limits: How much it takes on.
    public init(
        store: any LedgerStore, pricer: Pricer, attribution: AttributionPolicy = AttributionPolicy(),
        limits: ImportLimits = .standard
    ) {
        self.store = store
        self.pricer = pricer
        policy = attribution
        self.limits = limits
    }

    /// Reads all files and records what they hold.
    ///
    /// One batch is being written while the next is read; more are never held.
    ///
    /// - Parameters:
    ///   - source: The files.
    ///   - progress: Called after every thousand calls and every file; do little in it.
    /// - Returns: What was done, and what could not be.
    /// - Throws: `LedgerError` where the ledger cannot be written; what was recorded before stays. `CancellationError`.
    public func run(
        _ source: LogSource, progress: (ImportProgress) -> Void = { _ in }
    ) async throws -> ImportSummary {
        var summary = ImportSummary(source, limits: limits)
        var state = ImportProgress(totalFiles: source.files.count, totalBytes: source.totalSize)
        var builder = CallBuilder(pricer: pricer, policy: policy)
        try await withThrowingTaskGroup(of: RecordedBatch.self) { group in
            var batch = Batch()
            for file in source.files {
                try Task.checkCancellation()
                let start = state.bytes
                var reader: LogReader
                do throws(FileReadingError) { reader = try LogReader(file, limits: limits) } catch {
                    summary.unreadable.append(error)
                    continue
                }
                while let entry = reader.next() {
                    Self.take(entry, of: file.path, with: &builder, into: &batch, &summary)
                    if batch.calls.count >= Self.batchSize { try await record(&batch, in: &group, &summary) }
                    guard summary.records >= state.records + Self.progressStep else { continue }
                    state.bytes = start + reader.fileOffset
                    state.records = summary.records
                    progress(state)
                }
                if reader.isForeign { summary.ignoredFiles += 1 } else { summary.files += 1 }
                state.files += 1
                state.bytes = start + reader.fileOffset
                state.records = summary.records
                progress(state)
            }
            try await record(&batch, in: &group, &summary)
            while let recorded = try await group.next() { recorded.add(to: &summary) }
        }
        return summary
    }

    private static func take(
        _ entry: LogEntry, of file: String, with builder: inout CallBuilder, into batch: inout Batch,
        _ summary: inout ImportSummary
    ) {
        switch entry {
        case .notice: break
        case .broken(let line, let reason):
            summary.addBroken(RecordFault(file: file, line: line, reason: reason))
        case .record(let value, let line, let loggedAt):
            do throws(RecordError) {
                let record = try InvocationLogRecord(value, loggedAt: loggedAt)
                let (call, changedNames) = builder.call(for: record)
                summary.records += 1
                summary.changedNames += changedNames
                summary.addTime(record.at)
                batch.calls.append(call)
                batch.places.append(RecordFault(file: file, line: line, reason: ""))
            } catch {
                summary.addBroken(RecordFault(file: file, line: line, reason: error.reason))
            }
        }
    }

    /// Hands a batch to the store, once the one before it is written.
    private func record(
        _ batch: inout Batch, in group: inout ThrowingTaskGroup<RecordedBatch, any Error>,
        _ summary: inout ImportSummary
    ) async throws {
        try Task.checkCancellation()
        if let recorded = try await group.next() { recorded.add(to: &summary) }
        guard !batch.calls.isEmpty else { return }
        let full = batch
        batch = Batch()
        group.addTask {
            var outcomes = try await store.record(full.calls)
            for (index, outcome) in outcomes.enumerated() where full.calls.indices.contains(index) {
                guard case .conflict = outcome else { continue }
                outcomes[index] = try await explained(outcome, of: full.calls[index])
            }
            return RecordedBatch(batch: full, outcomes: outcomes)
        }
    }

    /// Looks closer at a conflict. The same request with the same usage for the same team is a duplicate: logs say more
    /// of a request in one place than in another, and the rates may have changed since it was first imported.
    private func explained(_ conflict: RecordOutcome, of call: Call) async throws -> RecordOutcome {
        guard let known = try await store.call(call.id)?.call, known.id == call.id else { return conflict }
        guard known.status == call.status, known.cost.model == call.cost.model, known.cost.usage == call.cost.usage
        else { return .conflict(reason: "request \(call.id) is in the ledger with other usage, which stands") }
        guard known.attribution == call.attribution else {
            let payer = "team \(LedgerError.quoted(known.attribution.team))"
            let place = "callsite \(LedgerError.quoted(known.attribution.callsite))"
            return .conflict(reason: "request \(call.id) is in the ledger under \(payer), \(place), and stays there")
        }
        return .duplicate
    }

    /// Calls on their way to the store, with the places they come from.
    private struct Batch: Sendable {
        var calls: [Call] = []
        var places: [RecordFault] = []
    }

    /// A batch with what became of it.
    private struct RecordedBatch: Sendable {
        let batch: Batch
        let outcomes: [RecordOutcome]

        func add(to summary: inout ImportSummary) {
            for (index, outcome) in outcomes.enumerated() where batch.calls.indices.contains(index) {
                summary.add(outcome, of: batch.calls[index], at: batch.places[index])
            }
        }
    }
}
