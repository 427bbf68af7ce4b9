import Ledger
import Pricing

extension BudgetStatus {
    /// The state in one word: a hard budget with nothing left blocks.
    var word: String {
        switch state {
        case .ok: "ok"
        case .warning: "warning"
        case .exhausted, .over: budget.enforcement == .hard ? "blocked" : "over"
        }
    }

    /// The state as a colour's name.
    var tone: String {
        switch state {
        case .ok: "ok"
        case .warning: "warn"
        case .exhausted, .over: "bad"
        }
    }

    /// The sign that stands before the word, so that colour is not all there is.
    var sign: String {
        switch state {
        case .ok: "●"
        case .warning: "▲"
        case .exhausted, .over: "■"
        }
    }

    /// What is covered, in a few words.
    var coverage: String {
        let scope = budget.scope
        let values = [("team", scope.team), ("callsite", scope.callsite), ("model", scope.model), ("user", scope.user)]
        let parts =
            values.compactMap { name, value in value.map { "\(name) \($0)" } }
            + scope.tags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return parts.isEmpty ? "all calls" : parts.joined(separator: ", ")
    }

    /// The period in words.
    var periodWords: String {
        switch budget.period {
        case .day: "a day"
        case .week: "a week"
        case .month: "a month"
        case .quarter: "a quarter"
        case .year: "a year"
        case .total: "in all"
        case .rolling(let hours): "in any \(hours) h"
        }
    }
}
