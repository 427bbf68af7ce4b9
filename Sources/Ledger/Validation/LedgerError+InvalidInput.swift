extension LedgerError {
    /// A value that cannot be taken, with its field, the value itself and the rule that it breaks.
    ///
    /// The value is cut to a length that fits a message, and its control characters are escaped, so that a hostile name
    /// cannot rewrite a terminal or a log.
    public static func invalidInput(_ field: String, _ value: String, _ rule: String) -> LedgerError {
        LedgerError(.invalidInput, "\(field) \(quoted(value)) \(rule)")
    }

    /// A text in quotes as it may stand in a message: at most 64 characters, with control characters escaped.
    public static func quoted(_ value: String) -> String {
        var text = ""
        var count = 0
        for scalar in value.unicodeScalars {
            guard count < 64 else { return "\"\(text)…\"" }
            text += TextRule.isHarmless(scalar) ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
            count += 1
        }
        return "\"\(text)\""
    }
}
