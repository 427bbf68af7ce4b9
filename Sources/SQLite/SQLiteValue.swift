/// A value that is bound to a parameter of a statement.
public enum SQLiteValue: Sendable, Hashable {
    /// Nothing.
    case null
    /// A whole number.
    case integer(Int64)
    /// A text; NUL characters in it are kept.
    case text(String)
    /// Bytes.
    case blob([UInt8])

    /// A whole number, or nothing.
    public init(_ number: Int64?) {
        self = number.map { .integer($0) } ?? .null
    }

    /// A text, or nothing.
    public init(_ text: String?) {
        self = text.map { .text($0) } ?? .null
    }

    /// A truth value as one or zero.
    public init(_ flag: Bool) {
        self = .integer(flag ? 1 : 0)
    }
}

extension SQLiteValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// Nothing.
    public init(nilLiteral: ()) { self = .null }
}
