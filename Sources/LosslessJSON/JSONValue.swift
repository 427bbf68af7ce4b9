/// A value of JSON: a cheap view into an immutable parsed document that it shares with its siblings.
///
/// Numbers keep their exact text, members keep their order and duplicates, and nothing is decoded before it is asked
/// for. Copying a value copies a reference and an index.
///
/// ```swift
/// let response = try JSONValue.parse(body)
/// let tokens = response["usage"]?["inputTokens"]?.integer
/// ```
///
/// Asking a value for what it is not gives nil or nothing; it never traps.
public struct JSONValue: Sendable {
    /// What a value is.
    public enum Kind: Sendable, Hashable {
        /// `null`.
        case null
        /// `true` or `false`.
        case boolean
        /// A number of any size and precision.
        case number
        /// A string.
        case string
        /// An array.
        case array
        /// An object.
        case object
    }

    package let document: JSONDocument
    package let index: Int

    package init(document: JSONDocument, index: Int) {
        self.document = document
        self.index = index
    }

    package var entry: JSONTapeEntry { document.tape[index] }

    /// What the value is.
    public var kind: Kind {
        switch entry.kind {
        case .null: .null
        case .false, .true: .boolean
        case .number: .number
        case .string, .escapedString: .string
        case .array: .array
        case .object: .object
        }
    }

    /// Whether the value is `null`.
    public var isNull: Bool { entry.kind == .null }

    /// The Boolean, or nil when the value is something else.
    public var boolean: Bool? {
        switch entry.kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// The decoded string, NULs included, or nil when the value is something else.
    ///
    /// A surrogate escape without its partner (`"\ud800"`), which JSON's grammar allows and Unicode does not, becomes
    /// U+FFFD; ``text`` keeps it.
    public var string: String? {
        let entry = entry
        let bytes = document.bytes
        let contents = Int(entry.start) + 1..<max(Int(entry.start) + 1, Int(entry.end) - 1)
        switch entry.kind {
        case .string: return String(decoding: bytes[contents], as: UTF8.self)
        case .escapedString:
            let decoded = JSONString.decode(bytes.span.bytes, in: contents, loneSurrogate: .replaced)
            return String(decoding: decoded, as: UTF8.self)
        default: return nil
        }
    }

    /// The number with its exact text, or nil when the value is something else.
    public var number: JSONNumber? { entry.kind == .number ? JSONNumber(validated: text) : nil }

    /// The number when it is whole and fits: 100 for `100`, `100.0` and `1e2`; otherwise nil.
    public var integer: Int64? {
        let entry = entry
        guard entry.kind == .number else { return nil }
        let bytes = document.bytes
        return JSONNumber.integer(bytes.span.bytes, in: entry.range)
    }

    /// How many elements or members an array or object has, duplicates included; 0 for anything else.
    public var count: Int { entry.count }

    /// Where the value stands in the source, in bytes, quotation marks and brackets included.
    public var byteRange: Range<Int> { entry.range }

    /// Where the value starts in the source, in bytes.
    public var offset: Int { Int(entry.start) }

    /// The line and column where the value starts, in time linear in ``offset``: meant for messages.
    public var location: JSONLocation { JSONLocation(of: offset, in: document.bytes) }

    /// The exact source text of the value.
    public var text: String { String(decoding: utf8, as: UTF8.self) }

    /// The exact source bytes of the value, without copying them.
    public var utf8: ArraySlice<UInt8> { document.bytes[entry.range] }
}

extension JSONValue: CustomStringConvertible {
    /// The exact source text of the value.
    public var description: String { text }
}
