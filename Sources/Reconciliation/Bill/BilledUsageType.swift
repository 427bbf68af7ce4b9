import Pricing

/// What a usage type says of tokens: the model by its billing name, the kind of token, the tier and the route.
///
/// Five grammars are in use at once:
///
///     USE1-NovaPro-cache-read-input-token-count                    the models of Amazon
///     USE1-Claude4.6Opus-input-tokens-cross-region-global          with the route behind
///     USE1-openai.gpt-oss-120b-mantle-input-tokens-standard        the bedrock-mantle endpoint
///     USE1-MP:USE1_CacheWrite1hInputTokenCount_Global-Units        AWS Marketplace; the product names the model
///     USE1-MP:USE1_cache_write_tokens_1h_global_standard-Units     AWS Marketplace since the fifth generation
struct BilledUsageType: Hashable {
    /// The model as bills name it; empty where the product names it.
    var name: String
    /// The kind of token.
    var item: BilledItem
    /// Whether the call went through a global profile.
    var isGlobal = false
    /// Whether the price is that of a long context.
    var isLongContext = false
    var tier = PriceTier.standard

    /// Takes a usage type apart.
    ///
    /// - Returns: `nil` where it is none of the grammars, or has a word that none of them has: nothing is guessed.
    init?(_ text: String) {
        let words: [String]
        if let marker = text.firstRange(of: "MP:") {
            words = [""] + Self.marketplaceWords(text[marker.upperBound...])
        } else {
            guard let dash = text.firstIndex(of: "-"), Self.isRegion(text[..<dash]) else { return nil }
            words = text[text.index(after: dash)...].split(separator: "-", omittingEmptySubsequences: false)
                .map(String.init)
        }
        guard let start = words.indices.dropFirst().first(where: { Self.starts.contains(words[$0].lowercased()) }),
            let item = Self.item(words[start...].map { $0.lowercased() })
        else { return nil }
        self.item = item.item
        name = ""
        var nameWords = words[..<start]
        while nameWords.count > 1, let last = nameWords.last, apply(last.lowercased()) { nameWords.removeLast() }
        name = nameWords.joined(separator: "-")
        for word in item.rest {
            guard apply(word) else { return nil }
        }
    }

    private static let starts: Set = ["cache", "input", "output"]

    /// A word beside name and kind; false where it is not known.
    private mutating func apply(_ word: String) -> Bool {
        switch word {
        case "global": isGlobal = true
        case "long", "context": isLongContext = true
        case "batch": tier = .batch
        case "flex": tier = .flex
        case "priority": tier = .priority
        case "reserved": tier = .reserved
        case "standard", "cross", "region", "regional", "geo", "mantle": break
        default: return false
        }
        return true
    }

    /// The kind of token at the head of some words, the longest form first, and the words behind it.
    private static func item(_ words: [String]) -> (item: BilledItem, rest: ArraySlice<String>)? {
        var rest = words[...]
        func skip(_ word: String) -> Bool {
            guard rest.first == word else { return false }
            rest = rest.dropFirst()
            return true
        }
        var item: BilledItem
        if skip("cache") {
            if skip("read") { item = .cacheRead } else if skip("write") { item = .cacheWrite5m } else { return nil }
            item = lifetime(&rest) ?? item
            _ = skip("input")
        } else if skip("input") {
            item = .input
        } else {
            guard skip("output") else { return nil }
            item = .output
        }
        guard skip("tokens") || (skip("token") && skip("count")) else { return nil }
        if item == .cacheWrite5m { item = lifetime(&rest) ?? item }
        return (item, rest)
    }

    private static func lifetime(_ words: inout ArraySlice<String>) -> BilledItem? {
        let item: BilledItem
        switch words.first {
        case "5m": item = .cacheWrite5m
        case "30m": item = .cacheWrite30m
        case "1h": item = .cacheWrite1h
        default: return nil
        }
        words = words.dropFirst()
        return item
    }

    /// The words behind the region: `CacheWrite1hInputTokenCount_Global-Units`, `cache_write_tokens_1h-Units`.
    private static func marketplaceWords(_ text: Substring) -> [String] {
        let body = text.hasSuffix("-Units") ? text.dropLast(6) : text
        guard let separator = body.firstIndex(of: "_"), isRegion(body[..<separator]) else { return [] }
        var words: [String] = []
        for part in body[body.index(after: separator)...].split(separator: "_", omittingEmptySubsequences: false) {
            words += camelWords(part)
        }
        return words
    }

    private static func camelWords(_ text: Substring) -> [String] {
        var words: [String] = []
        var word = ""
        for character in text {
            if let last = word.last, isBoundary(last, character) {
                words.append(word)
                word = ""
            }
            word.append(character)
        }
        return words + [word]
    }

    /// Between `Write` and `1h`, and between `1h` and `Input`.
    private static func isBoundary(_ left: Character, _ right: Character) -> Bool {
        (left.isLowercase && (right.isUppercase || right.isNumber)) || (left.isNumber && right.isUppercase)
    }

    private static func isRegion(_ text: Substring) -> Bool {
        (2...5).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
    }
}
