public import Ledger
public import Pricing

/// A row of the table of callsites.
public struct CallsiteFigures: Sendable, Hashable {
    /// The team.
    public var team: String
    /// The callsite.
    public var callsite: String
    /// The model.
    public var model: String
    /// The figures of the period.
    public var figures: SpendFigures
    /// The cost in the period before; `nil` where there was no call.
    public var previousCost: Money?

    /// A row.
    public init(team: String, callsite: String, model: String, figures: SpendFigures, previousCost: Money? = nil) {
        self.team = team
        self.callsite = callsite
        self.model = model
        self.figures = figures
        self.previousCost = previousCost
    }

    /// The cost of a call, rounded down to a picodollar.
    var average: Money {
        figures.calls > 0 ? Money(picodollars: figures.cost.picodollars / Int128(figures.calls)) : .zero
    }
}

extension SpendFigures {
    /// The tokens that went in, cached ones included.
    var allInputTokens: Int64 { inputTokens + cacheReadTokens + cacheWriteTokens }

    /// The share of the input that was read from a cache, in tenths of a percent; `nil` without input.
    var cacheHitPermille: Int? {
        allInputTokens > 0 ? Int(Int128(cacheReadTokens) * 1000 / Int128(allInputTokens)) : nil
    }
}

extension DashboardSort {
    /// Whether one row stands before another.
    func precedes(_ left: CallsiteFigures, _ right: CallsiteFigures) -> Bool {
        func falling<Value: Comparable>(_ value: (CallsiteFigures) -> Value) -> Bool? {
            value(left) == value(right) ? nil : value(left) > value(right)
        }
        let order: Bool? =
            switch self {
            case .cost: falling { $0.figures.cost }
            case .change: falling { $0.figures.cost - ($0.previousCost ?? .zero) }
            case .calls: falling { $0.figures.calls }
            case .average: falling { $0.average }
            case .input: falling { $0.figures.allInputTokens }
            case .output: falling { $0.figures.outputTokens }
            case .cache: falling { $0.figures.cacheHitPermille ?? -1 }
            case .callsite: nil
            }
        return order ?? ((left.callsite, left.team, left.model) < (right.callsite, right.team, right.model))
    }
}
