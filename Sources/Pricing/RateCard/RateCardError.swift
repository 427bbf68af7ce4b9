/// Why a rate card was refused: in which file, at which line, in which field, and what is expected there.
public struct RateCardError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file or other name of the card.
    public let name: String
    /// The line, from 1; `nil` where the whole card is meant.
    public let line: Int?
    /// The path of the field, such as `models[3].prices[0].usd_per_million_tokens.input`.
    public let field: String?
    /// What is wrong, and what is expected.
    public let reason: String

    package init(name: String, line: Int? = nil, field: String? = nil, reason: String) {
        self.name = name
        self.line = line
        self.field = field
        self.reason = reason
    }

    /// `file:line: field: reason`.
    public var description: String {
        var text = name
        if let line { text += ":\(line)" }
        if let field, !field.isEmpty { text += ": \(field)" }
        return text + ": " + reason
    }
}
