import Pricing

/// What the lines of a bill add up to.
struct BillFigures {
    /// What no model is declared for.
    struct Unmapped {
        var tokens = Quantity.zero
        var cost = Money.zero
    }

    /// Lines that are not compared, and their sum.
    struct Skipped {
        var lines: Int64 = 0
        var cost = Money.zero
    }

    private(set) var tokens: [TokenKey: TokenFigures] = [:]
    /// The names of units that say nothing of tokens, by model and kind.
    private(set) var unnamedUnits: [TokenKey: String] = [:]
    /// Who called, where the bill says so, by model and kind, with the tokens of each.
    private(set) var callers: [TokenKey: [String: Quantity]] = [:]
    private(set) var unmapped: [String: Unmapped] = [:]
    private(set) var skipped: [String: Skipped] = [:]
    private(set) var teams: Set<String> = []
    /// Bedrock lines whose amount times rate is not their cost.
    private(set) var inconsistentLines: Int64 = 0
    /// Whether there was any line of Bedrock's tokens.
    private(set) var hasTokens = false

    /// The hashes of the identities of lines: a few bytes for each of millions. That two of five million lines have the
    /// same by accident happens to one bill in a million, which is refused then and not on the next run.
    private var identities: Set<Int> = []
    private var lines = 0
    private let period: Range<Timestamp>
    private let unnamedUnit: Int
    private let names: BillingNames
    private let knownModels: Set<String>
    private let limits: BillLimits

    /// Sums of nothing yet; `unnamedUnit` is the power of ten of tokens that a unit counts whose name does not say.
    init(
        period: Range<Timestamp>, unnamedUnit: Int, names: BillingNames, knownModels: Set<String>, limits: BillLimits
    ) {
        self.period = period
        self.unnamedUnit = unnamedUnit
        self.names = names
        self.knownModels = knownModels
        self.limits = limits
    }

    /// Reads a file to its end.
    mutating func add(path: String, teamTag: String?) throws {
        var reader = try BillReader(path: path, teamTag: teamTag, limits: limits)
        while let line = try reader.next() {
            do throws(LineFault) { try add(line) } catch { throw reader.fault(error.reason) }
            if lines % 4096 == 0 { try Task.checkCancellation() }
        }
    }

    /// Why a line cannot be counted.
    struct LineFault: Error {
        let reason: String
    }

    mutating func add(_ line: BillLine) throws(LineFault) {
        lines += 1
        guard line.isBedrock else { return skip("other services", line) }
        guard period.contains(line.at) else { return skip("outside of the compared days", line) }
        guard line.kind.hasSuffix("Usage") else { return skip(line.kind.isEmpty ? "no line type" : line.kind, line) }
        if let identity = line.identity {
            guard identities.insert(identity.hashValue).inserted else {
                throw LineFault(reason: "this line was read before; give each export once")
            }
            guard identities.count <= limits.maximumLines else {
                throw LineFault(reason: "there are more than \(limits.maximumLines) lines of Bedrock")
            }
        }
        if let team = line.team, teams.count < limits.maximumNames { teams.insert(team) }
        guard let usage = BilledUsageType(line.usageType) else {
            // What counts tokens in words that nobody knows is missing from the comparison, and said to be.
            return try line.usageType.lowercased().contains("token")
                ? addUnmapped(line.usageType, .zero, line.cost) : skip("no tokens", line)
        }
        try add(usage, line)
    }

    private mutating func add(_ usage: BilledUsageType, _ line: BillLine) throws(LineFault) {
        let power = BilledUnitName.powerOfTen(line.unit)
        guard let amount = line.amount,
            let millionths = amount.rounded(scaledByPowerOfTen: 6 + (power ?? unnamedUnit)),
            millionths.magnitude < 1_000_000_000_000_000_000_000
        else { throw LineFault(reason: "the amount of usage is missing or too large") }
        let quantity = Quantity(millionths: millionths)
        hasTokens = true
        if !line.isConsistent { inconsistentLines += 1 }
        let name = usage.name.isEmpty ? line.marketplaceModel : usage.name
        guard let model = names.model(of: name, knownModels: knownModels) else {
            return try addUnmapped(name.isEmpty ? line.usageType : name, quantity, line.cost)
        }
        let key = TokenKey(model: model, item: usage.item)
        tokens[key, default: TokenFigures()].add(quantity, cost: line.cost, on: line.at.startOfDay)
        if power == nil { unnamedUnits[key] = line.unit }
        let caller = line.principal.isEmpty ? line.resource : line.principal
        if !caller.isEmpty, (callers[key]?.count ?? 0) < limits.maximumNames || callers[key]?[caller] != nil {
            callers[key, default: [:]][caller, default: .zero].millionths += millionths
        }
    }

    private mutating func addUnmapped(_ name: String, _ quantity: Quantity, _ cost: Money) throws(LineFault) {
        guard unmapped.count < limits.maximumNames || unmapped[name] != nil else {
            throw LineFault(reason: "there are more than \(limits.maximumNames) names of models")
        }
        unmapped[name, default: Unmapped()].tokens.millionths += quantity.millionths
        unmapped[name, default: Unmapped()].cost += cost
    }

    private mutating func skip(_ reason: String, _ line: BillLine) {
        let reason = skipped.count < limits.maximumNames ? reason : "others"
        skipped[reason, default: Skipped()].lines += 1
        skipped[reason, default: Skipped()].cost += line.cost
    }
}

extension BillLine {
    /// Whether amount times rate is the cost, to a millionth of a dollar and a thousandth of the cost.
    fileprivate var isConsistent: Bool {
        guard let amount = amount?.rounded(scaledByPowerOfTen: 9), let rate = rate?.rounded(scaledByPowerOfTen: 9)
        else { return true }
        let (product, overflow) = amount.multipliedReportingOverflow(by: rate)
        guard !overflow else { return true }
        // 10⁻¹⁸ dollars against 10⁻¹² dollars.
        let difference = (product / 1_000_000 - cost.picodollars).magnitude
        return difference <= 1_000_000 + cost.picodollars.magnitude / 1000
    }
}
