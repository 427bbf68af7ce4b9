import Ledger
import Pricing

extension Simulation {
    /// How many of the newest calls are looked at where a look at all would take too long.
    private static let newest: Int64 = 200

    /// Whether one call and its reservation are as they were acknowledged.
    func check(_ id: String) async throws {
        let state = try await process.store.reservation(id)?.state
        guard state == shadow.holds[id]?.state else {
            throw failure(
                .ending,
                "\(id) is \(state?.rawValue ?? "nothing"), not \(shadow.holds[id]?.state.rawValue ?? "nothing")")
        }
        let call = try await process.store.call(id).map(SimulatedEvent.Answer.init)
        guard call == shadow.row(id)?.answer else {
            throw failure(.presence, "\(id) is \(call, or: "nothing"), not \(shadow.row(id)?.answer, or: "nothing")")
        }
    }

    /// Whether the newest calls are there: what a death of the process would take, if it took anything.
    func checkNewest() async throws {
        _ = try await process.store.expireAbandonedReservations()
        let last = try await process.store.lastSequence()
        let calls = try await process.store.calls(
            CallFilter(), after: max(last - Self.newest, 0), through: last, limit: Int(Self.newest))
        let expected = shadow.rows.suffix(calls.count)
        guard calls.count >= min(shadow.rows.count, Int(Self.newest)), calls.map(\.call.id) == expected.map(\.id) else {
            throw failure(.presence, "after a death the newest calls are others than before it")
        }
        try compare(calls[...], with: expected)
    }

    /// Whether everything is there, adds up, and satisfies the ledger itself.
    mutating func audit() async throws {
        let open = try await process.store.openReservations().map(\.id)
        guard Set(open) == Set(shadow.open) else { throw failure(.ending, "open are \(open), not \(shadow.open)") }
        try await checkCalls()
        let filter = CallFilter()
        for keys in [[], [SpendKey.team, .callsite], [.day]] {
            let report = try await process.store.spend(by: keys, filter: filter)
            let stated = Shadow.Sum(
                spent: report.total.cost.picodollars, estimated: report.total.estimated.picodollars,
                unpriced: report.total.unpricedCalls)
            let sum = report.rows.reduce(Money.zero) { $0 + $1.figures.cost }
            guard stated == shadow.total, sum == report.total.cost, report.total.calls == shadow.rows.count else {
                throw failure(.audit, "the report by \(keys) says \(stated), not \(shadow.total)")
            }
        }
        let findings = try await process.store.verify().findings
        guard findings.isEmpty else { throw failure(.audit, "\(findings.prefix(3))") }
    }

    private func checkCalls() async throws {
        let last = try await process.store.lastSequence()
        var sequence: Int64 = 0
        var count = 0
        var endings: [String: Int] = [:]
        while true {
            let page = try await process.store.calls(CallFilter(), after: sequence, through: last, limit: 1000)
            guard let end = page.last else { break }
            try compare(page[...], with: shadow.rows.dropFirst(count).prefix(page.count))
            for id in page.compactMap(\.reservationID) { endings[id, default: 0] += 1 }
            sequence = end.sequence
            count += page.count
        }
        guard count == shadow.rows.count else { throw failure(.presence, "\(count) calls, not \(shadow.rows.count)") }
        for (id, hold) in shadow.holds {
            let calls = endings[id] ?? 0
            let isRight = hold.state == .open ? calls == 0 : hold.state == .released ? calls <= 1 : calls == 1
            guard isRight else { throw failure(.ending, "\(id) is \(hold.state.rawValue) and has \(calls) calls") }
        }
    }

    private func compare(_ calls: ArraySlice<RecordedCall>, with rows: ArraySlice<Shadow.Row>) throws {
        guard calls.count == rows.count else { throw failure(.presence, "\(calls.count) calls, not \(rows.count)") }
        for (call, row) in zip(calls, rows) {
            let answer = SimulatedEvent.Answer(call)
            guard call.call.id == row.id, answer == row.answer else {
                throw failure(.presence, "\(call.call.id) is \(answer), not \(row.id): \(row.answer)")
            }
        }
    }
}

extension DefaultStringInterpolation {
    fileprivate mutating func appendInterpolation(_ answer: SimulatedEvent.Answer?, or nothing: String) {
        if let answer { appendInterpolation(answer) } else { appendInterpolation(nothing) }
    }
}
