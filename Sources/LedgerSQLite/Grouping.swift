internal import Ledger
internal import Pricing

/// Which combination of values of some keys each number of a grain has. What they stand for never changes, so it serves
/// every report by these keys.
final class Grouping {
    private let keys: [SpendKey]
    private let grain: Grain
    private let dimensions: Dimensions
    /// The values of the keys for each combination, with gaps for those of time.
    private(set) var combinations: [[String?]] = []
    private var combinationByValues: [[String?]: Int] = [:]
    /// The combinations by number; numbers count from 1.
    private var combinationByNumber: [Int?] = []

    init(keys: [SpendKey], of grain: Grain, dimensions: Dimensions) {
        self.keys = keys
        self.grain = grain
        self.dimensions = dimensions
    }

    /// How much it has learnt.
    var size: Int { combinationByNumber.count }

    /// The number of the combination that a number of the grain has.
    func combination(of number: Int64) throws -> Int {
        let index = Int(number)
        if combinationByNumber.indices.contains(index), let known = combinationByNumber[index] { return known }
        let values = try values(of: number)
        let combination = combinationByValues[values] ?? combinations.count
        if combination == combinations.count {
            combinations.append(values)
            combinationByValues[values] = combination
        }
        if index >= combinationByNumber.count {
            combinationByNumber += Array(repeating: nil, count: index + 1 - combinationByNumber.count)
        }
        combinationByNumber[index] = combination
        return combination
    }

    private func values(of number: Int64) throws -> [String?] {
        switch grain {
        case .series:
            let series = try dimensions.series(number)
            return keys.map { series.value(of: $0) }
        case .team, .model:
            // The only key that is no time is the grain itself.
            let name = try dimensions.text(number)
            return keys.map { $0.isTime ? nil : name }
        }
    }
}

extension Series {
    /// What the calls of the series count under; `nil` for a key of time, and where they have no such value.
    func value(of key: SpendKey) -> String? {
        switch key {
        case .team: attribution.team
        case .callsite: attribution.callsite
        case .user: attribution.user
        case .model: model
        case .region: region
        case .operation: operation.rawValue
        case .hour, .day, .month: nil
        case .tag(let name): attribution.tags[name]
        }
    }
}
