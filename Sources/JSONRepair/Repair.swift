/// One change that a repair made to the text: where, what stood there, and what stands there now.
///
/// Repairs are in the order of the text and never overlap, so applying them to the source gives the repaired text.
public struct Repair: Sendable, Hashable {
    /// What was wrong.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Text around the JSON, such as an explanation, was left out.
        case surroundingText
        /// The marks of a code block around the JSON were left out.
        case codeFence
        /// A closing brace or bracket was supplied.
        case missingBracket
        /// A closing brace stood for a bracket, or the other way around.
        case wrongBracket
        /// A closing brace or bracket had nothing to close.
        case extraBracket
        /// A comma stood before a closing mark or the end.
        case trailingComma
        /// A comma stood at the start or behind another.
        case redundantComma
        /// A comma was supplied.
        case missingComma
        /// A colon was supplied or stood as an equals sign.
        case missingColon
        /// A comment was left out.
        case comment
        /// Three dots that stand for something left out were removed.
        case ellipsis
        /// Whitespace that JSON does not know became a space.
        case unusualSpace
        /// Single or typographic quotation marks became plain ones.
        case quotationMark
        /// A quotation mark was supplied.
        case missingQuotationMark
        /// A quotation mark inside a string was escaped.
        case innerQuotationMark
        /// A member name without quotation marks got them.
        case unquotedKey
        /// Text without quotation marks became a string.
        case unquotedText
        /// A backslash that starts no escape of JSON was doubled, completed or removed.
        case invalidEscape
        /// A line break, tab or other control character in a string was escaped.
        case controlCharacter
        /// `True`, `None` and the like became the literals of JSON.
        case literal
        /// A number such as `.5`, `5.` or `+5` got the form of JSON.
        case numberForm
        /// The text ended inside a string, which was closed there.
        case cutString
        /// The text ended right behind a number, which may therefore lack digits.
        case cutNumber
        /// The text ended inside a member or element, which was left out.
        case cutMember
        /// A value was missing; it became `null`.
        case missingValue
        /// `NaN`, `Infinity` or `undefined` became `null`.
        case notANumber
        /// The whole document was escaped as if it were inside a string.
        case escapedDocument
        /// The parentheses of a tuple were replaced or left out.
        case parentheses
        /// Strings joined by `+` became one.
        case concatenation
    }

    /// Describes one change.
    public init(kind: Kind, offset: Int, before: String, after: String) {
        self.kind = kind
        self.offset = offset
        self.before = before
        self.after = after
    }

    /// What was wrong.
    public let kind: Kind

    /// Where, in bytes from the start of the text that was given.
    public let offset: Int

    /// The text that stood there; empty where something was supplied.
    public let before: String

    /// The text that stands there now; empty where something was left out.
    public let after: String
}
