public import Pricing
import Synchronization

extension BudgetPeriod {
    /// The window of this period that is current at a moment.
    ///
    /// Calendar periods start at local midnight, whatever the clocks do: a day has 23 or 25 hours where they change, and
    /// starts at the change where midnight is skipped. A rolling period moves by whole hours of UTC: it reaches from the
    /// full hour `hours` before the present one to the next full hour. So it covers the last `hours` hours always, and
    /// up to one hour more; no stretch of `hours` hours can ever hold more than the limit. The last answers are kept,
    /// so asking again within the same window is cheap.
    /// - Throws: ``LedgerError/Code/invalidInput`` for a moment outside the years 1 to 9999, or a rolling period outside
    ///   1 to ``maximumRollingHours`` hours.
    public func window(
        containing moment: Timestamp, in zone: TimeZoneIdentifier
    ) throws(LedgerError) -> BudgetWindow {
        guard (Timestamp.earliest...Timestamp.latest).contains(moment) else {
            throw .invalidInput("time", "\(moment.milliseconds) ms", "must lie in the years 1 to 9999")
        }
        if let window = keptWindow(currentAt: moment, inZoneNamed: zone.name) { return window }
        let window = try computedWindow(containing: moment, in: zone)
        WindowCache.shared[WindowCache.Key(period: self, zone: zone.name)] = window
        return window
    }

    /// The window that was computed last for the period in a zone, where it is still current.
    func keptWindow(currentAt moment: Timestamp, inZoneNamed name: String) -> BudgetWindow? {
        guard let window = WindowCache.shared[WindowCache.Key(period: self, zone: name)] else { return nil }
        return window.isCurrent(at: moment) ? window : nil
    }

    private func computedWindow(
        containing moment: Timestamp, in zone: TimeZoneIdentifier
    ) throws(LedgerError) -> BudgetWindow {
        switch try validated() {
        case .total: return BudgetWindow(start: .earliest, end: nil)
        case .rolling(let hours):
            let hour = moment.startOfHour
            return BudgetWindow(
                start: hour.advanced(byMilliseconds: Int64(hours) * -3_600_000),
                end: Timestamp(milliseconds: hour.milliseconds + 3_600_000), currentSince: hour)
        case .day, .week, .month, .quarter, .year:
            var first = firstDay(of: zone.day(at: moment))
            var next = firstDay(after: first)
            // Where clocks go back over midnight, a moment can show a date whose next day has started already.
            while zone.start(ofDay: next) <= moment {
                first = next
                next = firstDay(after: first)
            }
            return BudgetWindow(
                start: max(zone.start(ofDay: first), .earliest), end: zone.start(ofDay: next))
        }
    }

    /// The day, counted from 1970-01-01, on which the calendar period that holds a day starts.
    private func firstDay(of day: Int64) -> Int64 {
        let (year, month, _) = Timestamp.civilDate(daysSinceEpoch: day)
        switch self {
        // 1969-12-29 was a Monday.
        case .week: return (day + 3).quotientRoundingDown(dividingBy: 7) * 7 - 3
        case .month: return Timestamp.daysSinceEpoch(year: year, month: month, day: 1)
        case .quarter: return Timestamp.daysSinceEpoch(year: year, month: (month - 1) / 3 * 3 + 1, day: 1)
        case .year: return Timestamp.daysSinceEpoch(year: year, month: 1, day: 1)
        case .day, .total, .rolling: return day
        }
    }

    /// The first day of the calendar period after the one that starts on a day.
    private func firstDay(after start: Int64) -> Int64 {
        switch self {
        case .week: start + 7
        case .month: firstDay(of: start + 31)
        case .quarter: firstDay(of: start + 92)
        case .year: firstDay(of: start + 366)
        case .day, .total, .rolling: start + 1
        }
    }
}

/// The last window that was computed for a period in a zone, because a store asks for the same ones at every call.
private final class WindowCache: Sendable {
    struct Key: Hashable {
        var period: BudgetPeriod
        var zone: String
    }

    static let shared = WindowCache()
    private static let maximumCount = 1024
    private let windows = Mutex<[Key: BudgetWindow]>([:])

    subscript(key: Key) -> BudgetWindow? {
        get { windows.withLock { $0[key] } }
        set {
            windows.withLock { windows in
                if windows.count >= Self.maximumCount { windows.removeAll(keepingCapacity: true) }
                windows[key] = newValue
            }
        }
    }
}
