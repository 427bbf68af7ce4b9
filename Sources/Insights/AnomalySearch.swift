public import Ledger
public import Pricing

/// Finds anomalies in a ledger, and the callsites that they come from.
public struct AnomalySearch: Sendable {
    /// For how many anomalies of a search the callsite is looked for, from the newest on.
    public static let maximumMovers = 50
    /// The longest range that is searched, in days.
    public static let maximumDays: Int64 = 92

    private let store: any LedgerStore
    private let filter: CallFilter

    /// A search among the calls that a filter lets through; its times are ignored.
    public init(store: any LedgerStore, filter: CallFilter = CallFilter()) {
        self.store = store
        self.filter = filter
    }

    /// The anomalies that start in a range.
    ///
    /// - Parameters:
    ///   - slots: What is compared.
    ///   - from: The start of the range.
    ///   - to: The end of the range, exclusive; the present moment at the latest.
    /// - Returns: The anomalies, newest first; a day before its hours.
    /// - Throws: What the ledger throws; ``LedgerError/Code/invalidInput`` for a range of more than ``maximumDays`` days.
    public func anomalies(
        of slots: [SpendAnomaly.Slot], from: Timestamp, to: Timestamp
    ) async throws(LedgerError) -> [SpendAnomaly] {
        let day = 24 * HourlySpend.hour
        guard to.milliseconds - from.milliseconds <= Self.maximumDays * day else {
            throw LedgerError(
                .invalidInput,
                "the range from \(from.iso8601) to \(to.iso8601) has more than \(Self.maximumDays) days; search it in parts"
            )
        }
        var wanted = filter
        wanted.since = from.startOfDay.advanced(byMilliseconds: Int64(AnomalyRule.slots) * -day)
        wanted.until = to
        let history = try await ScopeHistories.load([BudgetScope()], from: store, filter: wanted)[0]
        return try await movers(
            of: slots.flatMap { AnomalyRule.anomalies(in: history, slot: $0, from: from, to: to) }, in: history)
    }

    /// The anomalies of a history that is there already, newest first, with their callsites.
    public func movers(
        of anomalies: [SpendAnomaly], in history: HourlySpend
    ) async throws(LedgerError) -> [SpendAnomaly] {
        var result = anomalies.sorted { ($0.start, $0.slot == .day ? 1 : 0) > ($1.start, $1.slot == .day ? 1 : 0) }
        for index in result.indices.prefix(Self.maximumMovers) {
            result[index].mover = try await mover(of: result[index], in: history)
        }
        return result
    }

    /// The callsite whose cost in the slot is farthest above its mean in the slots before.
    private func mover(
        of anomaly: SpendAnomaly, in history: HourlySpend
    ) async throws(LedgerError) -> SpendAnomaly.Mover? {
        let starts = AnomalyRule.earlier(than: anomaly.start)
        var before: [[String?]: Money] = [:]
        if anomaly.slot == .day, let first = starts.last {
            before = try await costs(from: first, to: anomaly.start)
        } else {
            for start in starts {
                let end = start.advanced(byMilliseconds: anomaly.slot.milliseconds)
                before.merge(try await costs(from: start, to: end), uniquingKeysWith: +)
            }
        }
        let slots = slots(before: anomaly, starts, in: history)
        let movers = try await costs(from: anomaly.start, to: anomaly.end).map { key, cost in
            SpendAnomaly.Mover(
                team: key[0] ?? Attribution.unknownTeam, callsite: key[1] ?? Attribution.unknownCallsite, cost: cost,
                usual: (before[key] ?? .zero)
                    .multiplied(by: 1, dividedBy: slots, rounded: .nearest))
        }
        return movers.filter { $0.cost > $0.usual }
            .max { ($0.cost - $0.usual, $1.callsite) < ($1.cost - $1.usual, $0.callsite) }
    }

    /// How many of the slots before count, as ``AnomalyRule`` counts them: those since the first spend.
    private func slots(before anomaly: SpendAnomaly, _ starts: [Timestamp], in history: HourlySpend) -> Int128 {
        guard let first = starts.last, let hour = history.firstSpend(from: first, to: anomaly.start) else {
            return Int128(AnomalyRule.slots)
        }
        let firstSlot = anomaly.slot == .day ? hour.startOfDay : hour
        return Int128(max(1, starts.count { $0 >= firstSlot }))
    }

    private func costs(from: Timestamp, to: Timestamp) async throws(LedgerError) -> [[String?]: Money] {
        var wanted = filter
        wanted.since = from
        wanted.until = to
        let report = try await store.spend(by: [.team, .callsite], filter: wanted)
        return Dictionary(report.rows.map { ($0.key, $0.figures.cost) }, uniquingKeysWith: +)
    }
}
