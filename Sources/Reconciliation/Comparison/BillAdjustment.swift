public import Ledger
import Pricing

/// What a bill has beyond the ledger, as a call of its own: no row that was recorded is touched.
public struct BillAdjustment {
    /// The tag by which adjustments are told from calls.
    static let tag = "adjustment"
    static let source = "aws-bill"

    let call: Call

    /// Whether a call was booked from a bill, at the bill's own amount, and not made.
    public static func isAdjustment(_ call: Call) -> Bool {
        call.attribution.tags[tag] == source && call.cost.ratesVersion.hasPrefix(source)
    }

    /// The adjustment for a row in which the bill has more; `nil` where that is less than a token.
    ///
    /// `number` says how manieth adjustment of the month, model and kind it is, `day` when it is booked.
    init?(row: BillComparison.Row, item: BilledItem, number: Int, on day: Timestamp, team: String) {
        let tokens = row.difference.millionths / 1_000_000
        guard tokens > 0, row.billed.millionths > 0 else { return nil }
        let (product, overflow) = row.billedCost.picodollars.multipliedReportingOverflow(by: tokens * 1_000_000)
        guard !overflow else { return nil }
        let cost = max(product / row.billed.millionths, 0)
        var usage = Usage()
        usage[item] = Quantity(tokens)
        let month = String(day.iso8601.prefix(7))
        let id = "\(Self.version(on: day))-\(number)-\(item.rawValue)-\(row.model)"
        call = Call(
            id: TextRule.identifier.sanitized(id).text, at: day,
            attribution: Attribution(team: team, callsite: Self.source, tags: [Self.tag: Self.source]),
            requestedModel: row.model, region: nil, operation: .invokeModel, status: .succeeded,
            cost: Cost(
                status: .priced, model: row.model, scope: nil, usage: usage,
                lines: Self.lines(item, tokens: tokens, cost: cost), ratesVersion: Self.version(on: day),
                reason: "adjustment: the AWS bill of \(month) has more than the ledger"))
    }

    /// The version of the rates of adjustments on a day: its month's bill.
    static func version(on day: Timestamp) -> String { "\(source)-\(day.iso8601.prefix(7))" }

    /// Lines whose rates are whole picodollars and that add up to the amount exactly.
    private static func lines(_ item: BilledItem, tokens: Int128, cost: Int128) -> [LineItem] {
        let (rate, rest) = cost.quotientAndRemainder(dividingBy: tokens)
        return [(tokens - rest, rate), (rest, rate + 1)].compactMap { tokens, rate in
            guard tokens > 0 else { return nil }
            return LineItem(item: item, quantity: Quantity(tokens), rate: Rate(picodollarsPerUnit: rate))
        }
    }
}
