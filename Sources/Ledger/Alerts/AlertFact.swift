public import Pricing

/// What an alert tells. It has no text of a prompt or an answer.
public struct AlertFact: Sendable, Hashable {
    /// The kind of what happened.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// What was spent in a window of a budget has reached one of its warning thresholds.
        case thresholdReached = "budget.threshold_reached"
        /// A budget had no room for a call: it was refused, or changed as the budget's policy says.
        case noRoom = "budget.no_room"
        /// A call of a model has no known price: it is not counted, or was refused for that.
        case modelUnpriced = "model.unpriced"
    }

    /// The figures of a budget at that moment.
    public struct Figures: Sendable, Hashable {
        /// The budget's name.
        public var budget: String
        /// When its window started; the earliest moment for a budget over all time.
        public var windowStart: Timestamp
        /// When the next window starts; `nil` for a budget over all time.
        public var resetsAt: Timestamp?
        /// The limit with the increases that held.
        public var limit: Money
        /// What was spent in the window.
        public var spent: Money
        /// What was held in the window.
        public var reserved: Money

        /// The figures of a budget.
        public init(
            budget: String, windowStart: Timestamp, resetsAt: Timestamp?, limit: Money, spent: Money, reserved: Money
        ) {
            self.budget = budget
            self.windowStart = windowStart
            self.resetsAt = resetsAt
            self.limit = limit
            self.spent = spent
            self.reserved = reserved
        }
    }

    /// The kind of what happened.
    public var kind: Kind
    /// The budget that it happened to; `nil` for a model without a price.
    public var figures: Figures?
    /// The threshold that was reached, in percent of the limit.
    public var threshold: Int?
    /// The model that has no price.
    public var model: String?

    /// What an alert tells.
    public init(kind: Kind, figures: Figures? = nil, threshold: Int? = nil, model: String? = nil) {
        self.kind = kind
        self.figures = figures
        self.threshold = threshold
        self.model = model
    }

    /// What is told once: a threshold for each window and limit, a budget without room for each window, a model without
    /// a price for each day (UTC). What has the same identity happened again.
    ///
    /// A sliding window is another one every hour; that a budget of such a period has no room is told once in as many
    /// hours as it is long.
    public func identity(at moment: Timestamp, in period: BudgetPeriod? = nil) -> String {
        var parts = [kind.rawValue]
        if let figures {
            var start = figures.windowStart.milliseconds
            if kind == .noRoom, case .rolling(let hours) = period {
                start -= start % (Int64(hours) * 3_600_000)
            }
            parts += [figures.budget, String(start)]
            if let threshold { parts += ["\(threshold)", "\(figures.limit.picodollars)"] }
        }
        if let model { parts += [model, String(moment.startOfDay.milliseconds)] }
        return parts.joined(separator: "/")
    }

    /// What happened in one sentence.
    public var summary: String {
        var sentence: String
        switch kind {
        case .thresholdReached:
            sentence = "budget \(name) has reached \(threshold ?? 0) % of its limit"
        case .noRoom:
            sentence = "budget \(name) has no room for calls, which are refused or changed as its policy says"
        case .modelUnpriced:
            return "calls of model \(LedgerError.quoted(model ?? "")) have no known price, so they are not counted or "
                + "are refused; see whether the rate card has the model"
        }
        if let figures {
            sentence += ": limit \(figures.limit), spent \(figures.spent), reserved \(figures.reserved); "
            sentence += figures.resetsAt.map { "it resets at \($0.iso8601)" } ?? "it never resets"
        }
        return sentence
    }

    private var name: String { LedgerError.quoted(figures?.budget ?? "") }
}
