public import Ledger
public import Pricing
internal import SQLite

extension SQLiteLedger {
    /// As much as goes into one transaction, so that a step of a pruning has one to itself.
    private static let stepWeight = 1024
    /// How many ids are kept in one transaction.
    private static let keysPerStep = 4096

    /// What a pruning would take out. It charges abandoned reservations first, and changes nothing else.
    public func planPruning(before cut: Timestamp) async throws(LedgerError) -> PruningPlan {
        if !refusesWrites { try await expireAbandonedReservations() }
        let now = clock()
        return try await read { try $0.pruningPlan(before: cut, at: now) }
    }

    /// Takes out the calls of a plan, some hundreds at a time, each time in a transaction of its own.
    ///
    /// All of them are looked at first: what does not agree with its checksum, with its sums or with the chain stops the
    /// pruning before anything has gone.
    public func prune(
        _ plan: PruningPlan, actor: String, archiveSHA256: String?
    ) async throws(LedgerError) -> Pruning {
        let actor = try TextRule.name.validated(actor, as: "actor")
        let archive = try archiveSHA256.map { text throws(LedgerError) in try Self.digest(text) }
        guard !plan.isEmpty else {
            throw .invalidInput("cut", plan.before.iso8601, "has nothing before it that could be pruned")
        }
        if let last = try await prunings().last, last.finishedAt == nil { throw .pruningUnfinished(last) }
        let survey = try await read { try PruningSurvey($0, plan).result() }
        try await write(weight: Self.stepWeight) { session in
            try session.beginPruning(plan, keeping: survey, actor: actor, archive: archive)
        }
        guard let pruning = try await finishPruning() else {
            throw LedgerError(.wrongState, "\(path): the pruning that was begun is gone; verify the ledger")
        }
        return pruning
    }

    /// Finishes the pruning that was begun last, where something stopped it.
    public func finishPruning() async throws(LedgerError) -> Pruning? {
        guard let pruning = try await prunings().last, pruning.finishedAt == nil else { return nil }
        var position: PruningPosition? = .start
        while let here = position {
            guard !Task.isCancelled else {
                throw LedgerError(
                    .unavailable,
                    "\(path): the pruning was stopped; what has gone is counted, and to prune again does the rest")
            }
            position = try await prune(from: here)
        }
        let ids = try await read { database in
            try PrunedIDs(connection: database.connection).seal(pausing: { try database.renew() })
        }
        try await write(expiring: false, repeatable: true, weight: Self.stepWeight) { session in
            try session.finishPruning(pruning.number, ids: ids)
        }
        return try await prunings().last { $0.number == pruning.number }
    }

    /// Goes one step of a pruning.
    ///
    /// - Returns: Where to go on; `nil` where nothing is left.
    func prune(from position: PruningPosition) async throws(LedgerError) -> PruningPosition? {
        if case .ids(let moment, let sequence) = position {
            let found = try await read { database -> PrunedKeys? in
                guard let range = database.pruning?.range else { return nil }
                return try PrunedKeys(database, range, from: moment, after: sequence)
            }
            if let found {
                for start in stride(from: 0, to: found.keys.count, by: Self.keysPerStep) {
                    let keys = found.keys[start..<min(start + Self.keysPerStep, found.keys.count)]
                    try await write(expiring: false, repeatable: true, weight: Self.stepWeight) { try $0.keep(keys) }
                }
                if let next = found.next { return next }
            }
        }
        return try await write(expiring: false, repeatable: true, weight: Self.stepWeight) { session in
            try session.prune(from: position)
        }
    }

    /// The prunings, oldest first.
    public func prunings() async throws(LedgerError) -> [Pruning] {
        try await read { try $0.prunings() }
    }

    /// The cut before which the call or reservation of an id was pruned.
    public func cut(thatPruned id: String) async throws(LedgerError) -> Timestamp? {
        try await read { try $0.prunedBills(of: id) == nil ? nil : $0.pruning?.range.cut }
    }

    private static func digest(_ text: String) throws(LedgerError) -> [UInt8] {
        let digits = text.utf8.compactMap(\.hexadecimalDigit)
        guard digits.count == 64, text.utf8.count == 64 else {
            throw .invalidInput("SHA-256 of the archive", text, "must be 64 hexadecimal digits")
        }
        return stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}

extension UInt8 {
    /// The value of the ASCII character as a hexadecimal digit; `nil` where it is none.
    fileprivate var hexadecimalDigit: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
