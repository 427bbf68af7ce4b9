public import Pricing

/// The stretch of time over which a budget adds up, inclusive start to exclusive end.
public struct BudgetWindow: Sendable, Hashable {
    /// The first moment that counts.
    public var start: Timestamp
    /// When the next window starts; `nil` for a budget over all time.
    ///
    /// For a rolling period it is the next full hour, when the oldest hour leaves.
    public var end: Timestamp?
    /// Since when this has been the current window: its start, or the present full hour for a rolling period, whose
    /// windows overlap.
    public var currentSince: Timestamp

    /// A stretch of time.
    public init(start: Timestamp, end: Timestamp?, currentSince: Timestamp? = nil) {
        self.start = start
        self.end = end
        self.currentSince = currentSince ?? start
    }

    /// Whether what happens at a moment adds up in this window.
    public func contains(_ moment: Timestamp) -> Bool {
        moment >= start && isBeforeEnd(moment)
    }

    /// Whether this is the window that is current at a moment, so that it need not be computed again.
    public func isCurrent(at moment: Timestamp) -> Bool {
        moment >= currentSince && isBeforeEnd(moment)
    }

    private func isBeforeEnd(_ moment: Timestamp) -> Bool {
        guard let end else { return true }
        return moment < end
    }
}

extension Budget {
    /// The window of the budget that is current at a moment.
    ///
    /// - Throws: ``LedgerError/Code/invalidInput`` for an unknown time zone or a moment outside the years 1 to 9999.
    public func window(containing moment: Timestamp) throws(LedgerError) -> BudgetWindow {
        // Looking a zone up costs more than all the rest, so ask for it only where no kept window will do.
        if let window = period.keptWindow(currentAt: moment, inZoneNamed: timeZone) { return window }
        return try period.window(containing: moment, in: TimeZoneIdentifier(timeZone))
    }
}
