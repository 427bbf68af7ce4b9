public import Pricing

extension SpendKey {
    /// The most keys of one report.
    public static let maximumKeys = 8

    /// What a call counts under; `nil` where it has no such value.
    ///
    /// An hour is written `2026-11-23T10:00:00Z`, a day `2026-11-23`, a month `2026-11`: as text they sort by time.
    public func value(of call: Call) -> String? {
        switch self {
        case .team: call.attribution.team
        case .callsite: call.attribution.callsite
        case .user: call.attribution.user
        case .model: call.cost.model
        case .region: call.region
        case .operation: call.operation.rawValue
        case .hour, .day, .month: text(of: call.at)
        case .tag(let name): call.attribution.tags[name]
        }
    }

    /// The hour, day or month of a moment as reports write it; `nil` for a key that is no time.
    public func text(of moment: Timestamp) -> String? {
        switch self {
        case .hour: moment.startOfHour.iso8601
        case .day: String(moment.iso8601.prefix(10))
        case .month: String(moment.iso8601.prefix(7))
        case .team, .callsite, .user, .model, .region, .operation, .tag: nil
        }
    }

    /// Whether the key is a stretch of time.
    public var isTime: Bool {
        switch self {
        case .hour, .day, .month: true
        case .team, .callsite, .user, .model, .region, .operation, .tag: false
        }
    }

    /// The keys with the names of tags normalised.
    ///
    /// - Throws: ``LedgerError/Code/invalidInput`` for too many keys, a key given twice or a tag that cannot be.
    public static func validated(_ keys: [SpendKey]) throws(LedgerError) -> [SpendKey] {
        guard keys.count <= maximumKeys else {
            throw .invalidInput("keys to group by", "\(keys.count)", "are too many; the limit is \(maximumKeys)")
        }
        var result: [SpendKey] = []
        for key in keys {
            var key = key
            if case .tag(let name) = key { key = .tag(try TextRule.name.validated(name, as: "tag")) }
            guard !result.contains(key) else {
                throw .invalidInput("key to group by", key.name, "is given twice")
            }
            result.append(key)
        }
        return result
    }
}
