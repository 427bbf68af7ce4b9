public import Pricing

/// What each hour of a stretch of time cost, without a gap: the history that forecasts and anomalies are made from.
public struct HourlySpend: Sendable, Hashable {
    /// Milliseconds in an hour.
    static let hour: Int64 = 3_600_000

    /// The start of the first hour, in UTC.
    public let start: Timestamp
    /// The cost of each hour, from the first on.
    public let costs: [Money]

    /// A history of hours.
    ///
    /// - Parameters:
    ///   - start: The start of the first hour; it is taken back to a full hour.
    ///   - costs: The cost of each hour.
    public init(start: Timestamp, costs: [Money]) {
        self.start = start.startOfHour
        self.costs = costs
    }

    /// The hours from one moment to another, where those that no cost is given for cost nothing.
    ///
    /// - Parameters:
    ///   - from: The first moment; it is taken back to a full hour.
    ///   - to: The last moment, exclusive; an hour that it cuts is part of the history.
    ///   - costs: Costs by the start of their hours; those outside of the stretch are left out.
    public init(from: Timestamp, to: Timestamp, costs: [Timestamp: Money]) {
        let start = from.startOfHour
        let count = max(0, (to.milliseconds - start.milliseconds + Self.hour - 1) / Self.hour)
        var list = Array(repeating: Money.zero, count: Int(count))
        for (moment, cost) in costs {
            let offset = (moment.milliseconds - start.milliseconds) / Self.hour
            if moment >= start, offset < count { list[Int(offset)] += cost }
        }
        self.init(start: start, costs: list)
    }

    /// The end of the last hour, exclusive.
    public var end: Timestamp { start.advanced(byMilliseconds: Int64(costs.count) * Self.hour) }

    /// The start of the first hour that cost anything; `nil` where none did.
    public var firstSpend: Timestamp? {
        costs.firstIndex { $0 != .zero }.map { start.advanced(byMilliseconds: Int64($0) * Self.hour) }
    }

    /// The start of the first hour that cost anything among those from one moment to another, both of which are taken back
    /// to full hours; `nil` where none did.
    func firstSpend(from: Timestamp, to: Timestamp) -> Timestamp? {
        let range = (index(of: from)..<max(index(of: from), index(of: to))).clamped(to: costs.indices)
        return costs[range].firstIndex { $0 > .zero }.map { start.advanced(byMilliseconds: Int64($0) * Self.hour) }
    }

    /// The cost of the hour that starts at a moment; nothing outside of the history.
    public func cost(at hour: Timestamp) -> Money {
        let offset = index(of: hour)
        return costs.indices.contains(offset) ? costs[offset] : .zero
    }

    /// What the hours from one moment to another cost; both are taken back to full hours.
    public func total(from: Timestamp, to: Timestamp) -> Money {
        let range = index(of: from)..<max(index(of: from), index(of: to))
        return costs[range.clamped(to: costs.indices)].reduce(.zero, +)
    }

    /// The costs of the hours before a moment, which is taken back to a full hour.
    func costs(before moment: Timestamp) -> ArraySlice<Money> {
        costs.prefix(max(0, index(of: moment)))
    }

    private func index(of moment: Timestamp) -> Int {
        Int((moment.startOfHour.milliseconds - start.milliseconds) / Self.hour)
    }
}
