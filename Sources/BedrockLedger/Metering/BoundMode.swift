/// How the most that a call can cost is found before it is sent.
public enum BoundMode: Sendable, Hashable {
    /// From the request alone: every byte may be a token, at the dearest rate that can apply. It holds whatever the model's
    /// tokenizer does.
    case strict

    /// From the tokens for each byte that this ledger saw for the same callsite and model, once it has seen enough calls;
    /// until then, strictly.
    ///
    /// The largest ratio of n calls is exceeded by the next one with a probability of at most 1/(n+1), as long as a
    /// callsite's calls are exchangeable. So a call can cost more than was held for it with at most this probability, which
    /// is from 0.000 001 to 0.5; a thousandth asks for 999 calls. Output is bounded strictly all the same.
    case history(missProbability: Double = 0.001)

    /// How many calls have to have been seen; `nil` where no number is enough.
    var requiredSamples: Int64? {
        switch self {
        case .strict: nil
        case .history(let probability):
            Int64((1 / min(max(probability, 0.000_001), 0.5)).rounded(.up)) - 1
        }
    }
}
