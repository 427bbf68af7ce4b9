import Ledger
import Pricing

/// What the calls of a ledger add up to, by model and kind of token.
struct LedgerTokens {
    private(set) var tokens: [TokenKey: TokenFigures] = [:]
    /// How many calls of a model are charged with an amount because their usage is not known.
    private(set) var unknownUsage: [String: Int64] = [:]
    /// How many adjustments were booked from bills before, by the bill, model and kind.
    private(set) var adjustments: [String: [TokenKey: Int]] = [:]
    private(set) var teams: Set<String> = []

    private static let pageSize = 10_000

    /// Reads the calls of a filter.
    init(_ store: any LedgerStore, filter: CallFilter) async throws {
        let last = try await store.lastSequence()
        var position: Int64 = 0
        while position < last {
            try Task.checkCancellation()
            let page = try await store.calls(filter, after: position, through: last, limit: Self.pageSize)
            guard let newest = page.last else { break }
            for recorded in page { add(recorded) }
            position = newest.sequence
        }
    }

    /// The models that have calls.
    var models: Set<String> { Set(tokens.keys.map(\.model)) }

    private mutating func add(_ recorded: RecordedCall) {
        let call = recorded.call
        let cost = call.cost
        teams.insert(call.attribution.team)
        if cost.status == .unknownUsage { unknownUsage[cost.model, default: 0] += 1 }
        for item in TokenKey.items {
            let lines = cost.lines.filter { $0.item == item }
            let billed = Quantity(millionths: lines.reduce(0) { $0 + $1.quantity.millionths })
            let quantity = lines.isEmpty ? cost.usage[item] : billed
            guard quantity != .zero else { continue }
            let key = TokenKey(model: cost.model, item: item)
            let amount = cost.total.map { _ in lines.reduce(Money.zero) { $0 + $1.cost } }
            tokens[key, default: TokenFigures()].add(quantity, cost: amount, on: call.at.startOfDay)
            if BillAdjustment.isAdjustment(call) { adjustments[cost.ratesVersion, default: [:]][key, default: 0] += 1 }
        }
    }
}
