import Ledger

/// A place in the caller's code.
///
/// It is named by file and function, which stay the same when lines move: `Search/Ranking.swift#rank(query:)` becomes
/// `Search/Ranking.swift#rank:query`, because Bedrock's request metadata takes no parentheses and logs and ledger are to
/// say the same. The line is kept beside it, and nothing is grouped by it.
public struct Callsite: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The line in the source file.
    public let line: Int

    /// A place, as `#fileID`, `#function` and `#line` give it.
    public init(fileID: String, function: String, line: Int) {
        var text = ""
        for character in function {
            switch character {
            case "(": text.append(":")
            case ")": break
            default: text.append(character)
            }
        }
        while text.last == ":" { text.removeLast() }
        let name = TextRule.name.sanitized(fileID + "#" + text).text
        self.name = name.isEmpty ? Attribution.unknownCallsite : name
        self.line = line
    }
}
