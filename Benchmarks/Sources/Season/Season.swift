public import Ledger
public import Pricing

/// A year of calls of an organisation, made up from a seed: 40 teams, 2,000 callsites of which few make most calls,
/// 30 models, days and weeks as offices have them, with estimates, failures and calls without a price.
public struct Season {
    /// How many teams there are.
    public static let teams = 40
    /// How many callsites there are.
    public static let callsites = 2000
    /// How many models there are.
    public static let models = 30

    /// One callsite, and what its calls have in common.
    private struct Callsite {
        var attribution: Attribution
        var region: String
        var operation: CallOperation
        var mainModel: Int
        var otherModel: Int
    }

    private let count: Int
    private let calendar: SeasonCalendar
    private let models: [SeasonModel]
    private let sites: [Callsite]
    /// The share of the calls that the callsites up to each one make.
    private let shares: [Double]
    private var random: SplitMix64
    private var number = 0
    private var hour = 0

    /// A season of calls.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - seed: The same seed gives the same calls.
    ///   - end: When the year is over.
    /// - Throws: Where the shipped rate card cannot be read.
    public init(count: Int, seed: UInt64, end: Timestamp) throws {
        self.count = count
        calendar = SeasonCalendar(calls: count, end: end)
        models = try SeasonModel.all(count: Self.models, at: end)
        var random = SplitMix64(seed: seed)
        let regions = ["us-east-1", "us-west-2", "eu-west-1"]
        sites = (0..<Self.callsites).map { number in
            Callsite(
                attribution: Attribution(
                    team: Self.team(number), callsite: "service-\(number % 97).handler-\(number)",
                    tags: ["environment": number % 5 == 0 ? "staging" : "production"]),
                region: regions[number % regions.count], operation: number % 3 == 0 ? .converseStream : .converse,
                mainModel: Int(random.next() % UInt64(Self.models)),
                otherModel: Int(random.next() % UInt64(Self.models)))
        }
        // By Zipf's law: the callsite of rank k makes 1/k as many calls as the first.
        var sum = 0.0
        let sums = (1...Self.callsites).map { rank in
            sum += 1 / Double(rank)
            return sum
        }
        shares = sums.map { $0 / sum }
        self.random = random
    }

    /// The team that a callsite belongs to.
    public static func team(_ callsite: Int) -> String { "team-\(callsite % teams)" }

    /// The next calls; none at the end.
    public mutating func next(_ most: Int) -> [Call] {
        var calls: [Call] = []
        calls.reserveCapacity(most)
        while calls.count < most, let call = next() { calls.append(call) }
        return calls
    }

    private mutating func next() -> Call? {
        guard number < count else { return nil }
        defer { number += 1 }
        let at = calendar.moment(ofCall: number, in: &hour, random: &random)
        let site = sites[rank(of: random.unit())]
        let model = models[random.happens(onceIn: 5) ? site.otherModel : site.mainModel]
        let input = Int64(200 + 4000 * random.unit() * random.unit())
        let isCached = random.happens(onceIn: 3)
        let cost = model.cost(
            input: input, cacheRead: isCached ? input * 4 : 0, output: Int64(20 + 900 * random.unit()))
        var call = Call(
            id: "call-\(padded(number))", requestID: nil, at: at, attribution: site.attribution,
            requestedModel: model.requested, region: site.region, operation: site.operation, status: .succeeded,
            cost: cost, latencyMilliseconds: Int64(300 + 9000 * random.unit()))
        if random.happens(onceIn: 8) { call.requestID = requestID() }
        disturb(&call)
        return call
    }

    /// Of a thousand calls ten are estimates, fifteen fail, and two have no price.
    private mutating func disturb(_ call: inout Call) {
        switch random.next() % 1000 {
        case 0..<10:
            call.isEstimated = true
            call.status = .ambiguous
        case 10..<25: call.status = .failed
        case 25..<27:
            call.cost.status = .unpriced
            call.cost.lines = []
            call.cost.reason = "no rate for this tier"
        default: break
        }
    }

    private func rank(of unit: Double) -> Int {
        var range = 0..<shares.count - 1
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            range = shares[middle] <= unit ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }

    private func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 9 - digits.count)) + digits
    }

    private mutating func requestID() -> String {
        let words = [random.next(), random.next()].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        let digits = words.joined()
        let cuts = [8, 12, 16, 20]
        return digits.enumerated().map { (cuts.contains($0.offset) ? "-" : "") + String($0.element) }.joined()
    }
}
