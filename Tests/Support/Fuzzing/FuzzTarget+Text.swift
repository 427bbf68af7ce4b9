import Ledger
import LedgerSimulation

extension FuzzTarget {
    private static let rules: [TextRule] = [.name, .tagValue, .identifier, .model, .note]

    /// A text that is accepted is harmless and stays as it is; one that is not can be made so, or is empty.
    static let text = FuzzTarget(
        "text",
        seeds: ["search", "Prüfung e\u{301}", "build/42", "arn:aws:bedrock:eu-west-1::x", "🦀 日本語", "a=b"].map {
            Array($0.utf8)
        },
        tokens: [
            " ", "=", "+", "-", "@", "＝", "\u{0}", "\u{1B}", "\u{7F}", "\u{85}", "\u{200B}", "\u{202E}", "\u{2028}",
            "\u{FEFF}", "\u{301}", "e\u{301}", "\u{FFFD}", "\u{FDFA}", "\u{1F469}\u{200D}", "\u{E000}", "aaaaaaaa",
        ].map { Array($0.utf8) }
    ) { input, random in
        let text = String(decoding: input, as: UTF8.self)
        let rule = rules[Int(random.next() % UInt64(rules.count))]
        let sanitized = rule.sanitized(text).text
        if !sanitized.isEmpty { try isAccepted(sanitized, by: rule) }
        guard let accepted = try? rule.validated(text, as: "text") else { return false }
        try isAccepted(accepted, by: rule)
        try FuzzFinding.unless(sanitized == accepted, "what is valid is changed")
        return true
    }

    private static func isAccepted(_ text: String, by rule: TextRule) throws {
        let again: String
        do {
            again = try rule.validated(text, as: "text")
        } catch {
            throw FuzzFinding("what was made valid is refused: \(error)")
        }
        try FuzzFinding.unless(Array(again.utf8) == Array(text.utf8), "what is valid is changed")
        try FuzzFinding.unless(text.utf8.count <= rule.maximumBytes, "a text is longer than its limit")
        let isPrintable = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        try FuzzFinding.unless(isPrintable, "a control character is accepted")
    }
}
