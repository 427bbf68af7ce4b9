internal import Ledger

/// What sums of calls are told apart by, their time aside: by everything that calls are filed under, or by one part of it
/// that has few values.
enum Grain: CaseIterable {
    /// The series.
    case series
    /// The number of the team's name.
    case team
    /// The number of the model's name.
    case model

    /// The coarsest grain whose sums tell the keys and what a filter looks at.
    init(telling keys: [SpendKey], _ filter: CallFilter) {
        var wanted = Set(keys.filter { !$0.isTime })
        if filter.team != nil { wanted.insert(.team) }
        if filter.model != nil { wanted.insert(.model) }
        let looksFurther =
            filter.callsite != nil || filter.user != nil || filter.region != nil || filter.operation != nil
            || !filter.tags.isEmpty
        // Where nothing is told apart either would do; there are fewer models than teams.
        self = looksFurther ? .series : wanted.isSubset(of: [.model]) ? .model : wanted == [.team] ? .team : .series
    }

    /// The sums that are kept, from the shortest stretch on.
    var rollups: [Rollup] { Rollup.allCases.filter { $0.grain == self } }

    /// The number that the calls of a series count under.
    func number(ofSeries series: Int64, _ dimensions: Dimensions) throws -> Int64 {
        switch self {
        case .series: series
        case .team: try dimensions.knownSeries(series).team
        case .model: try dimensions.knownSeries(series).model
        }
    }
}
