import Ledger
import Pricing

/// Says of each model and kind of token what became of it.
struct BillJudge {
    let bill: BillFigures
    let ledger: LedgerTokens
    let tolerance: Tolerance

    private static let maximumDays = 5
    private static let maximumCallers = 5

    /// One row for each model and kind that either side has.
    var rows: [BillComparison.Row] {
        let scales = unitScales
        return Set(bill.tokens.keys).union(ledger.tokens.keys).sorted().map { key in
            row(key, scale: bill.unnamedUnits[key].flatMap { scales[$0] })
        }
    }

    /// Where the tokens agree and the average rate of the bill is not that of the ledger. Where they do not agree, the
    /// bill's average is that of other calls too.
    var priceDifferences: [String] {
        bill.tokens.keys.sorted().compactMap { key in
            guard let billed = bill.tokens[key], let recorded = ledger.tokens[key], recorded.unpriced == .zero,
                let repriced = billed.cost(of: recorded.tokens),
                tolerance.covers(billed.tokens.millionths, recorded.tokens.millionths),
                !tolerance.covers(repriced.picodollars, recorded.cost.picodollars),
                (repriced - recorded.cost).picodollars.magnitude > 10_000_000_000
            else { return nil }
            return "\(key.model), \(key.item.rawValue): the bill charges \(billed.ratePerMillion) USD for a million "
                + "tokens, the ledger counted \(recorded.ratePerMillion); at the bill's rate its tokens cost "
                + "\(repriced.usd) instead of \(recorded.cost.usd) USD"
        }
    }

    private func row(_ key: TokenKey, scale: Int?) -> BillComparison.Row {
        let billed = bill.tokens[key] ?? TokenFigures()
        let recorded = ledger.tokens[key] ?? TokenFigures()
        let (outcome, reason) = verdict(key, billed.tokens.millionths, recorded.tokens.millionths, scale: scale)
        var row = BillComparison.Row(
            model: key.model, item: key.item, billed: billed.tokens, recorded: recorded.tokens,
            billedCost: billed.cost, recordedCost: recorded.cost, repricedCost: billed.cost(of: recorded.tokens),
            outcome: outcome, reason: reason)
        guard outcome == .bypassed || outcome == .unbilled else { return row }
        row.days = days(billed, recorded)
        let callers = (bill.callers[key] ?? [:]).sorted {
            ($1.value.millionths, $0.key) < ($0.value.millionths, $1.key)
        }
        if outcome == .bypassed { row.callers = callers.prefix(Self.maximumCallers).map(\.key) }
        return row
    }

    private func verdict(
        _ key: TokenKey, _ billed: Int128, _ recorded: Int128, scale: Int?
    ) -> (BillComparison.Outcome, String) {
        guard bill.hasTokens else {
            return (.notComparable, "the export has no line of Bedrock's tokens for these days; was it delivered?")
        }
        if tolerance.covers(billed, recorded) { return (.matched, "") }
        if let scale {
            let unit = bill.unnamedUnits[key] ?? ""
            return (
                .notComparable,
                "unit: every line in \"\(unit)\" is off by a factor of exactly 10^\(scale); say with --unit what it counts"
            )
        }
        if lacksCacheSplit(key) {
            return (.notComparable, "the ledger has all input as fresh: no cache split was recorded for these calls")
        }
        let estimates = ledger.unknownUsage[key.model] ?? 0
        if billed > recorded, estimates > 0 {
            return (
                .notComparable,
                "\(estimates.counted("estimate")) of this model may be these calls; correct or release them first"
            )
        }
        return billed > recorded
            ? (.bypassed, "traffic that bypassed the ledger")
            : (.unbilled, "more than AWS bills: counted twice, failed calls counted, or not on this bill yet")
    }

    /// Whether the ledger has the sum of what the bill splits into fresh input, reads and writes.
    private func lacksCacheSplit(_ key: TokenKey) -> Bool {
        let inputs = TokenKey.items.filter { $0 != .output }
        guard inputs.contains(key.item) else { return false }
        func tokens(_ side: [TokenKey: TokenFigures], _ item: BilledItem) -> Int128 {
            side[TokenKey(model: key.model, item: item)]?.tokens.millionths ?? 0
        }
        let cached = inputs.filter { $0 != .input }
        guard cached.allSatisfy({ tokens(ledger.tokens, $0) == 0 }),
            cached.contains(where: { tokens(bill.tokens, $0) > 0 })
        else { return false }
        return tolerance.covers(
            inputs.reduce(0) { $0 + tokens(bill.tokens, $1) }, tokens(ledger.tokens, .input))
    }

    /// Units without a meaning of their own by which every row is off by the same power of a thousand.
    private var unitScales: [String: Int] {
        var scales: [String: Int] = [:]
        for unit in Set(bill.unnamedUnits.values) {
            let pairs = bill.unnamedUnits.filter { $0.value == unit }.compactMap { key, _ -> (Int128, Int128)? in
                guard let billed = bill.tokens[key], let recorded = ledger.tokens[key] else { return nil }
                return (billed.tokens.millionths, recorded.tokens.millionths)
            }
            guard !pairs.isEmpty else { continue }
            for (scale, factor) in [(3, Int128(1000)), (6, 1_000_000)] {
                if pairs.allSatisfy({ tolerance.covers($0 / factor, $1) }) { scales[unit] = scale }
                if pairs.allSatisfy({ tolerance.covers($0, $1 / factor) }) { scales[unit] = -scale }
            }
        }
        return scales
    }

    private func days(_ billed: TokenFigures, _ recorded: TokenFigures) -> [BillComparison.Day] {
        let starts = Set(billed.days.keys).union(recorded.days.keys)
        let days = starts.map { start in
            let difference = (billed.days[start] ?? .zero).millionths - (recorded.days[start] ?? .zero).millionths
            return BillComparison.Day(start: start, difference: Quantity(millionths: difference))
        }
        return days.filter { $0.difference != .zero }
            .sorted { ($1.difference.millionths.magnitude, $0.start) < ($0.difference.millionths.magnitude, $1.start) }
            .prefix(Self.maximumDays).map { $0 }
    }
}
