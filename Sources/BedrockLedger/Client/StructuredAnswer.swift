public import BedrockRuntime
public import JSONRepair
public import Pricing

/// An answer that was decoded, with every round that it took.
public struct StructuredAnswer<Value: Sendable>: Sendable {
    /// The answer.
    public let value: Value
    /// The JSON out of which it was decoded, and what had to be repaired in it.
    public let json: RepairedJSON
    /// All rounds, the last of which brought the answer. Each is a call of the ledger.
    public let rounds: [Metered<ConverseResponse>]

    /// The round that brought the answer.
    public var response: Metered<ConverseResponse> { rounds[rounds.count - 1] }
    /// What all rounds cost together; `nil` where the cost of one is not known.
    public var costUSD: Money? { rounds.totalCost }
}

/// No round brought an answer that could be decoded.
public struct StructuredOutputFailed: Error, Sendable {
    /// All rounds, in order, with their texts and what they cost. Each is a call of the ledger.
    public let rounds: [Metered<ConverseResponse>]
    /// Why each of them could not be read, in order; as whoever read them says it, so perhaps with words of theirs.
    public let reasons: [String]
    /// Why no further round was made, where something stood in its way: a budget, or the service.
    public let underlying: (any Error)?

    /// What all rounds cost together; `nil` where the cost of one is not known.
    public var costUSD: Money? { rounds.totalCost }
}

extension StructuredOutputFailed: CustomStringConvertible {
    /// How often was asked, what it cost, and what was wrong in the end.
    public var description: String {
        let cost = costUSD.map { "\($0)" } ?? "an unknown amount"
        let text =
            "no answer in \(rounds.count) round\(rounds.count == 1 ? "" : "s") could be decoded, for \(cost); "
            + "the last one: \(reasons.last ?? "")"
        return underlying.map { "\(text); no further round: \($0)" } ?? text
    }
}

extension [Metered<ConverseResponse>] {
    var totalCost: Money? {
        reduce(Money.zero as Money?) { sum, round in
            guard let sum, let cost = round.costUSD else { return nil }
            return sum + cost
        }
    }
}
