public import Ledger
public import Pricing

/// Compares an AWS bill (a cost and usage report) with the ledger.
///
/// Tokens are compared, by model and kind, because the tier and the route change the price of a token and not its
/// number. Dollars are shown beside them.
///
/// ```swift
/// let reconciler = BillReconciler(store: ledger, names: BillingNames(), options: .init(period: october))
/// let comparison = try await reconciler.compare(["bill.csv.gz"])
/// ```
public struct BillReconciler: Sendable {
    /// How a bill is compared.
    public struct Options: Sendable {
        /// The days that are compared; whole days in UTC.
        public var period: Range<Timestamp>
        /// By how much figures may differ.
        public var tolerance = Tolerance.standard
        /// The power of ten of tokens that a unit counts whose name does not say, as "Units" does not.
        public var unnamedUnit = 6
        /// The tag whose values are the names of teams, where they are to be compared.
        public var teamTag: String?
        /// How much is taken on.
        public var limits = BillLimits()

        /// The usual options for a period.
        public init(period: Range<Timestamp>) {
            self.period = period
        }
    }

    private let store: any LedgerStore
    private let names: BillingNames
    private let knownModels: Set<String>
    private let options: Options

    /// A comparison with a ledger.
    ///
    /// - Parameters:
    ///   - store: The ledger.
    ///   - names: Which model a billing name stands for.
    ///   - knownModels: The ids of models beside those of the ledger, such as those of a rate card.
    ///   - options: How to compare.
    public init(store: any LedgerStore, names: BillingNames, knownModels: Set<String>, options: Options) {
        self.store = store
        self.names = names
        self.knownModels = knownModels
        self.options = options
    }

    /// Compares the files of one bill with the ledger.
    ///
    /// - Throws: ``BillError`` for a file that cannot be read to its end, what the store throws.
    public func compare(_ paths: [String]) async throws -> BillComparison {
        let start = try await ledgerStart()
        let period = comparedPeriod(from: start)
        let ledger = try await LedgerTokens(
            store, filter: CallFilter(since: period.lowerBound, until: period.upperBound))
        let models = knownModels.union(ledger.models)
        var bill = BillFigures(
            period: period, unnamedUnit: options.unnamedUnit, names: names, knownModels: models,
            limits: options.limits)
        for path in paths { try bill.add(path: path, teamTag: options.teamTag) }
        var comparison = BillComparison(from: period.lowerBound, to: period.upperBound, tolerance: options.tolerance)
        let judge = BillJudge(bill: bill, ledger: ledger, tolerance: options.tolerance)
        comparison.rows = (judge.rows.isEmpty ? [Self.nothing] : judge.rows) + unmapped(bill, models)
        comparison.priceDifferences = judge.priceDifferences
        comparison.skipped = bill.skipped.sorted { $0.key < $1.key }.map {
            BillComparison.Skipped(reason: $0.key, lines: $0.value.lines, cost: $0.value.cost)
        }
        comparison.notes = notes(bill, ledger, start)
        return comparison
    }

    /// The adjustments that would make the ledger say what the bill says where the bill has more.
    ///
    /// Record them as any call; recording them again changes nothing. They are of the last day compared, and of the
    /// present one where that is yet to come.
    ///
    /// - Parameters:
    ///   - comparison: What was found.
    ///   - team: The team that pays.
    ///   - now: The present moment.
    /// - Returns: One call for each row in which the bill has more.
    /// - Throws: What the store throws.
    public func adjustments(
        for comparison: BillComparison, team: String, at now: Timestamp
    ) async throws -> [Call] {
        let day = min(comparison.to.advanced(byMilliseconds: -Self.day), now.startOfDay)
        let ledger = try await LedgerTokens(
            store,
            filter: CallFilter(
                since: day.advanced(byMilliseconds: -31 * Self.day), until: day.advanced(byMilliseconds: 31 * Self.day),
                tags: [BillAdjustment.tag: BillAdjustment.source]))
        return comparison.rows.compactMap { row in
            guard row.outcome == .bypassed, let item = row.item else { return nil }
            let booked =
                ledger.adjustments[BillAdjustment.version(on: day)]?[TokenKey(model: row.model, item: item)] ?? 0
            return BillAdjustment(row: row, item: item, number: booked + 1, on: day, team: team)?.call
        }
    }

    private static let day: Int64 = 86_400_000

    /// The first day before the period's end that the ledger has in full; `nil` where there is no call.
    ///
    /// A day whose first hour has no call is the ledger's first in part, for what is known.
    private func ledgerStart() async throws -> Timestamp? {
        let until = options.period.upperBound
        guard let day = try await first(.day, CallFilter(until: until)),
            let hour = try await first(
                .hour, CallFilter(since: day, until: min(day.advanced(byMilliseconds: Self.day), until)))
        else { return nil }
        return hour == day ? day : day.advanced(byMilliseconds: Self.day)
    }

    private func first(_ key: SpendKey, _ filter: CallFilter) async throws -> Timestamp? {
        try await store.spend(by: [key], filter: filter).rows.first?.key.first?.flatMap { Timestamp(iso8601: $0) }
    }

    private func comparedPeriod(from start: Timestamp?) -> Range<Timestamp> {
        let period = options.period
        guard let start, start > period.lowerBound else { return period }
        return min(start, period.upperBound)..<period.upperBound
    }

    /// The row of a comparison in which neither side has a token of a declared model.
    private static var nothing: BillComparison.Row {
        BillComparison.Row(
            model: "-", item: nil, billed: .zero, recorded: .zero, billedCost: .zero, recordedCost: .zero,
            repricedCost: nil, outcome: .notComparable,
            reason: "nothing to compare: neither bill nor ledger has tokens of a declared model in these days")
    }

    private func unmapped(_ bill: BillFigures, _ models: Set<String>) -> [BillComparison.Row] {
        bill.unmapped.sorted { $0.key < $1.key }.map { name, figures in
            let suggestions = BillingNames.suggestions(for: name, among: models)
            let hint = suggestions.isEmpty ? "" : "; perhaps \(suggestions.joined(separator: " or "))"
            return BillComparison.Row(
                model: name, item: nil, billed: figures.tokens, recorded: .zero, billedCost: figures.cost,
                recordedCost: .zero, repricedCost: nil, outcome: .unmapped,
                reason: "no model is declared for this name; declare it with --map\(hint)")
        }
    }

    private func notes(_ bill: BillFigures, _ ledger: LedgerTokens, _ start: Timestamp?) -> [String] {
        var notes: [String] = []
        if let start, start > options.period.lowerBound {
            notes.append("the ledger's first full day is \(start.iso8601.prefix(10)); days before it are not compared")
        }
        for (model, calls) in ledger.unknownUsage.sorted(by: { $0.key < $1.key }) {
            notes.append(
                "\(calls.counted("call")) of \(model) in the ledger as estimates without tokens; the bill may have theirs"
            )
        }
        if bill.inconsistentLines > 0 {
            notes.append(
                "\(bill.inconsistentLines.counted("line")) of the bill with another cost than amount and rate make")
        }
        if options.teamTag != nil {
            let missing = ledger.teams.subtracting(bill.teams).subtracting([Attribution.unknownTeam]).sorted()
            if !missing.isEmpty {
                notes.append(
                    "teams that the ledger knows and the bill does not: \(missing.prefix(20).joined(separator: ", "));"
                        + " is the session tagged, and the tag activated more than two days ago?")
            }
        }
        return notes
    }
}
