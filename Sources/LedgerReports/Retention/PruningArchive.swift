internal import Crypto
public import Ledger
internal import Pricing

/// Why calls that were to be pruned could not be kept in a file.
public struct PruningArchiveError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, and what to do.
    public let description: String
}

/// Keeps the calls that a pruning takes, one a row, in a CSV file of the columns that calls are exported with.
///
/// The file appears only once it is whole and on disk. Beside it stands `FILE.sha256`, which `sha256sum -c` reads; give the
/// hash to ``LedgerStore/prune(_:actor:archiveSHA256:)``, which keeps it in the ledger's chain.
///
/// ```swift
/// let plan = try await ledger.planPruning(before: cut)
/// let hash = try await PruningArchive(store: ledger, plan: plan).write(to: "calls-2025.csv")
/// _ = try await ledger.prune(plan, actor: "ann", archiveSHA256: hash)
/// ```
public struct PruningArchive: Sendable {
    private let store: any LedgerStore
    private let plan: PruningPlan

    /// The calls of a plan, out of the ledger that it was made for.
    public init(store: any LedgerStore, plan: PruningPlan) {
        self.store = store
        self.plan = plan
    }

    /// Writes the file, and its hash beside it.
    ///
    /// - Returns: The SHA-256 of the file, in hexadecimal.
    /// - Throws: ``PruningArchiveError`` where the calls are not those of the plan; what the store and the disk throw.
    public func write(to path: String) async throws -> String {
        let file = try AtomicFile(path: path)
        var hasher = SHA256()
        func write(_ bytes: [UInt8]) throws {
            hasher.update(data: bytes)
            try file.write(bytes)
        }
        var writer = CSVWriter()
        writer.row(CallRow.columns)
        try write(writer.takeBytes())
        var (calls, cost) = (Int64(0), Money.zero)
        for part in parts {
            var position = part.after
            while position < part.through {
                try Task.checkCancellation()
                let page = try await store.calls(
                    part.filter, after: position, through: part.through, limit: CallExport.pageSize)
                guard let end = page.last else { break }
                position = end.sequence
                calls += Int64(page.count)
                for call in page {
                    cost += call.figures.cost
                    CallRow(call).write(into: &writer)
                }
                try write(writer.takeBytes())
            }
        }
        guard calls == plan.calls, cost == plan.cost else {
            throw PruningArchiveError(
                description:
                    "\(path): \(calls) calls for \(cost) were read, the plan has \(plan.calls) for \(plan.cost), "
                    + "so nothing was pruned; try again")
        }
        try file.commit()
        let hash = hasher.finalize().hexadecimal
        let manifest = try AtomicFile(path: path + ".sha256")
        let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
        try manifest.write(Array("\(hash)  \(name)\n".utf8))
        try manifest.commit()
        return hash
    }

    /// The calls to read: of those up to the last pruning only what was after its cut, of later ones everything.
    private var parts: [(filter: CallFilter, after: Int64, through: Int64)] {
        let rest = CallFilter(until: plan.before)
        guard let last = plan.previous else { return [(rest, 0, plan.lastCall)] }
        return [
            (CallFilter(since: last.before, until: plan.before), 0, last.lastCall),
            (rest, last.lastCall, plan.lastCall),
        ].filter { $0.0.since ?? .earliest < plan.before }
    }
}
