import Ledger

/// What the ARN of a caller says about team, callsite and user, where the request itself says nothing.
///
/// A rule is a pattern and what it sets. Captures named `team`, `callsite` and `user` set these by themselves; further
/// values are given as words and may use captures.
///
/// ```swift
/// try AttributionRule("arn:aws:sts::*:assumed-role/{team}-role/*")
/// try AttributionRule("arn:aws:iam::111122223333:user/{name} team=research callsite=notebook/{name}")
/// ```
public struct AttributionRule: Sendable, Hashable {
    /// What a rule can set.
    public enum Field: String, Sendable, Hashable, CaseIterable {
        /// The team that pays.
        case team
        /// The place in the caller's code.
        case callsite
        /// The end user.
        case user
    }

    private let pattern: IdentityPattern
    private let values: [Field: String]

    /// A rule from its parts.
    ///
    /// - Parameters:
    ///   - pattern: The pattern: `*` for any characters, `?` for one, `{name}` to capture what lies between `:` and `/`.
    ///   - values: What it sets; `{name}` stands for what the pattern captured.
    /// - Throws: ``AttributionRuleError`` where the pattern is malformed, a value uses a capture that the pattern does
    ///   not have, or the rule sets nothing.
    public init(pattern: String, values: [Field: String] = [:]) throws(AttributionRuleError) {
        self.pattern = try IdentityPattern(pattern)
        var values = values
        for name in self.pattern.names {
            guard let field = Field(rawValue: name), values[field] == nil else { continue }
            values[field] = "{\(name)}"
        }
        guard !values.isEmpty else {
            throw AttributionRuleError(
                "rule \(LedgerError.quoted(pattern)) sets nothing; capture {team}, {callsite} or {user}, or add team=NAME"
            )
        }
        for (field, value) in values {
            guard Self.fill(value, from: Dictionary(uniqueKeysWithValues: self.pattern.names.map { ($0, "") })) != nil
            else {
                throw AttributionRuleError(
                    "rule \(LedgerError.quoted(pattern)): \(field.rawValue)=\(LedgerError.quoted(value)) uses a capture "
                        + "that the pattern does not have")
            }
        }
        self.values = values
    }

    /// A rule as one writes it on a command line: the pattern, then `team=…`, `callsite=…` and `user=…`, with spaces
    /// between them.
    ///
    /// - Throws: ``AttributionRuleError`` saying what is wrong.
    public init(_ text: String) throws(AttributionRuleError) {
        let words = text.split(separator: " ")
        var values: [Field: String] = [:]
        for word in words.dropFirst() {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let field = Field(rawValue: String(parts[0])), values[field] == nil else {
                throw AttributionRuleError(
                    "rule \(LedgerError.quoted(text)): \(LedgerError.quoted(String(word))) is not one of team=…, "
                        + "callsite=…, user=…, each once")
            }
            values[field] = String(parts[1])
        }
        try self.init(pattern: words.first.map(String.init) ?? "", values: values)
    }

    /// What the rule sets for an ARN; nothing where its pattern does not match.
    func values(for arn: String) -> [Field: String] {
        guard let captures = pattern.captures(in: arn) else { return [:] }
        return values.compactMapValues { Self.fill($0, from: captures) }
    }

    /// A value with its captures put in; `nil` where there is no such capture.
    private static func fill(_ value: String, from captures: [String: String]) -> String? {
        var result = ""
        var rest = value[...]
        while let start = rest.firstIndex(of: "{") {
            guard let end = rest[start...].firstIndex(of: "}"),
                let captured = captures[String(rest[rest.index(after: start)..<end])]
            else { return nil }
            result += rest[..<start] + captured
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}
