internal import Ledger
internal import Pricing

/// Which combination of values of some keys each series has. Series never change, so it serves every report by these
/// keys.
final class SeriesGrouping {
    private let keys: [SpendKey]
    private let dimensions: Dimensions
    /// The values of the keys for each combination, with gaps for those of time.
    private(set) var combinations: [[String?]] = []
    private var combinationByValues: [[String?]: Int] = [:]
    /// The combinations by the numbers of series, which count from 1.
    private var combinationBySeries: [Int?] = []

    init(keys: [SpendKey], dimensions: Dimensions) {
        self.keys = keys
        self.dimensions = dimensions
    }

    /// How much it has learnt.
    var size: Int { combinationBySeries.count }

    /// The number of the combination that a series has.
    func combination(of series: Int64) throws -> Int {
        let index = Int(series)
        if combinationBySeries.indices.contains(index), let known = combinationBySeries[index] { return known }
        let filed = try dimensions.series(series)
        let values = keys.map { filed.value(of: $0) }
        let combination = combinationByValues[values] ?? combinations.count
        if combination == combinations.count {
            combinations.append(values)
            combinationByValues[values] = combination
        }
        if index >= combinationBySeries.count {
            combinationBySeries += Array(repeating: nil, count: index + 1 - combinationBySeries.count)
        }
        combinationBySeries[index] = combination
        return combination
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
