import Ledger
public import LosslessJSON

extension AttributionRule {
    private static let maximumRules = 1000

    /// The rules of a file: `{"rules": [{"arn": "arn:…/{team}-role/*"}, {"arn": "…", "team": "research"}]}`.
    ///
    /// Rules count in their order. Names that are not known are refused, because a misspelt one would charge the wrong
    /// team.
    /// - Throws: ``AttributionRuleError`` with the line.
    public static func rules(in document: JSONValue) throws(AttributionRuleError) -> [AttributionRule] {
        guard let list = document["rules"], list.kind == .array, document.count == 1 else {
            throw AttributionRuleError("the rules must be an object of one list: {\"rules\": […]}")
        }
        guard list.count <= maximumRules else {
            throw AttributionRuleError("there are \(list.count) rules; the limit is \(maximumRules)")
        }
        var rules: [AttributionRule] = []
        for element in list.elements {
            do throws(AttributionRuleError) { rules.append(try rule(element)) } catch {
                throw AttributionRuleError("line \(element.location.line): \(error.description)")
            }
        }
        return rules
    }

    private static func rule(_ element: JSONValue) throws(AttributionRuleError) -> AttributionRule {
        var pattern: String?
        var values: [Field: String] = [:]
        for (key, value) in element.members {
            guard let text = value.string else { throw AttributionRuleError("\(LedgerError.quoted(key)) must be text") }
            if key == "arn" {
                pattern = text
            } else if let field = Field(rawValue: key) {
                values[field] = text
            } else {
                throw AttributionRuleError("\(LedgerError.quoted(key)) is not one of arn, team, callsite, user")
            }
        }
        guard let pattern else { throw AttributionRuleError("the rule has no arn") }
        return try AttributionRule(pattern: pattern, values: values)
    }
}
