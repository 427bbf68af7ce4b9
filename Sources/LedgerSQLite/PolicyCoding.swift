internal import Ledger

/// Policies as one text: `fallback MODEL` or `shrink TOKENS`. To refuse is the absence of a text.
enum PolicyCoding {
    /// The text of a policy.
    static func text(_ policy: ExceededPolicy) -> String {
        switch policy {
        case .refuse: policy.kind.rawValue
        case .fallback(let model): "\(policy.kind.rawValue) \(model)"
        case .shrink(let tokens): "\(policy.kind.rawValue) \(tokens)"
        }
    }

    /// The policy of a text; nil for one that says none.
    static func policy(_ text: String) -> ExceededPolicy? {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        switch ExceededPolicy.Kind(rawValue: String(parts[0])) {
        case .fallback: return .fallback(model: String(parts[1]))
        case .shrink: return Int64(parts[1]).map { .shrink(minimumTokens: $0) }
        case .refuse, nil: return nil
        }
    }
}
