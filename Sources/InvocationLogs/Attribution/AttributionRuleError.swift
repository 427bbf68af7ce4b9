/// Why a rule for identities cannot be used.
public struct AttributionRuleError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, where, and what is expected.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
