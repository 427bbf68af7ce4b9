import Ledger
import Pricing

/// Adds up reports by the hour to histories.
struct HourlyTally {
    private let start: Timestamp
    private var costs: [[Money]]
    /// Where the hour of the row before stands; rows come in the order of time.
    private var latest: (text: String, index: Int) = ("", -1)

    /// So many histories from one moment to another, of nothing yet.
    init(of count: Int, from: Timestamp, to: Timestamp) {
        let empty = HourlySpend(from: from, to: to, costs: [:])
        start = empty.start
        costs = Array(repeating: empty.costs, count: count)
    }

    /// The histories.
    var histories: [HourlySpend] { costs.map { HourlySpend(start: start, costs: $0) } }

    /// Adds a report whose first key is the hour; the closure tells by a row's key which histories it belongs to.
    mutating func add(_ report: SpendReport, to histories: ([String?]) -> [Int]) {
        for row in report.rows {
            guard let text = row.key[0], let index = index(of: text) else { continue }
            let cost = row.figures.cost
            for history in histories(row.key) { costs[history][index] += cost }
        }
    }

    private mutating func index(of text: String) -> Int? {
        if text != latest.text {
            guard let hour = Timestamp(iso8601: text) else { return nil }
            latest = (text, Int((hour.milliseconds - start.milliseconds) / HourlySpend.hour))
        }
        return costs.first?.indices.contains(latest.index) == true ? latest.index : nil
    }
}
