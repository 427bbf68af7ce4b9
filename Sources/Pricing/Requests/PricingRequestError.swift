/// Why a line of JSON is no pricing request: which field is wrong, and what is expected there.
public struct PricingRequestError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The field's path.
    public let field: String
    /// What is wrong, and what is expected.
    public let reason: String

    /// Why a line of JSON is no pricing request.
    public init(field: String, reason: String) {
        self.field = field
        self.reason = reason
    }

    /// `field: reason`.
    public var description: String { "\(field): \(reason)" }
}
