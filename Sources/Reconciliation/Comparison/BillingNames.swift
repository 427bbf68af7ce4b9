public import LosslessJSON

/// Which model a billing name stands for: declared, name by name, and never guessed.
public struct BillingNames: Sendable {
    private var models: [String: String]

    /// The names that this version knows.
    public init() {
        models = Self.known
    }

    /// The names that this version knows, with those of an object laid over them: `{"Claude4.6Opus": "anthropic.…"}`.
    ///
    /// - Returns: `nil` where the value is no object of texts.
    public init?(overlay: JSONValue) {
        models = Self.known
        guard overlay.kind == .object else { return nil }
        for (name, model) in overlay.members {
            guard let model = model.string, !model.isEmpty else { return nil }
            models[name] = model
        }
    }

    /// The model of a billing name; a name that is itself the id of a model, known to the ledger or the card, is that.
    func model(of name: String, knownModels: Set<String>) -> String? {
        models[name] ?? (knownModels.contains(name) ? name : nil)
    }

    /// Models whose id consists of the same words as the name; for people to choose from.
    static func suggestions(for name: String, among models: some Sequence<String>) -> [String] {
        let words = Set(words(name))
        guard words.count > 1 else { return [] }
        return models.filter { words.isSubset(of: Set(Self.words($0))) }.sorted().prefix(3).map { $0 }
    }

    /// `Claude4.6Opus` and `claude-opus-4-6` have the same words.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for character in text.lowercased() {
            let isDigit = character.isNumber
            if !(character.isLetter || isDigit) || (word.last.map { $0.isNumber != isDigit } ?? false) {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            if character.isLetter || isDigit { word.append(character) }
        }
        return word.isEmpty ? words : words + [word]
    }

    private static let known = [
        "Claude3.7Sonnet": "anthropic.claude-3-7-sonnet-20250219-v1:0",
        "Claude4.5Haiku": "anthropic.claude-haiku-4-5-20251001-v1:0",
        "Claude4.5Opus": "anthropic.claude-opus-4-5-20251101-v1:0",
        "Claude4.5Sonnet": "anthropic.claude-sonnet-4-5-20250929-v1:0",
        "Claude4.6Opus": "anthropic.claude-opus-4-6-v1",
        "Claude4.6Sonnet": "anthropic.claude-sonnet-4-6",
        "Claude 3.7 Sonnet": "anthropic.claude-3-7-sonnet-20250219-v1:0",
        "Claude Haiku 4.5": "anthropic.claude-haiku-4-5-20251001-v1:0",
        "Claude Opus 4.1": "anthropic.claude-opus-4-1-20250805-v1:0",
        "Claude Opus 4.5": "anthropic.claude-opus-4-5-20251101-v1:0",
        "Claude Opus 4.6": "anthropic.claude-opus-4-6-v1",
        "Claude Opus 4.7": "anthropic.claude-opus-4-7",
        "Claude Opus 4.8": "anthropic.claude-opus-4-8",
        "Claude Opus 5": "anthropic.claude-opus-5",
        "Claude Sonnet 4": "anthropic.claude-sonnet-4-20250514-v1:0",
        "Claude Sonnet 4.5": "anthropic.claude-sonnet-4-5-20250929-v1:0",
        "Claude Sonnet 4.6": "anthropic.claude-sonnet-4-6",
        "Claude Sonnet 5": "anthropic.claude-sonnet-5",
        "NovaLite": "amazon.nova-lite-v1:0",
        "NovaMicro": "amazon.nova-micro-v1:0",
        "NovaPremier": "amazon.nova-premier-v1:0",
        "NovaPro": "amazon.nova-pro-v1:0",
        "openai.gpt-oss-120b": "openai.gpt-oss-120b-1:0",
        "openai.gpt-oss-20b": "openai.gpt-oss-20b-1:0",
    ]
}
