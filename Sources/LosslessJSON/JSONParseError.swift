/// Why a text is not JSON, and where.
///
/// ```swift
/// do {
///     _ = try JSONValue.parse("{\"a\": 01}")
/// } catch {
///     print(error)  // line 1, column 8 (byte 7): a number cannot have leading zeros
/// }
/// ```
public struct JSONParseError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was wrong.
    public enum Reason: Sendable, Hashable {
        /// The text ended where `expected` had to follow.
        case endOfText(expected: String)
        /// `found` stands where `expected` had to be.
        case unexpected(found: String, expected: String)
        /// A string has no closing quotation mark.
        case unterminatedString
        /// A control character (below U+0020) stands unescaped in a string.
        case controlCharacter(UInt8)
        /// A backslash is followed by something that is not an escape of JSON.
        case invalidEscape
        /// The bytes are not UTF-8.
        case invalidUTF8
        /// A number starts with a needless zero, as in `01`.
        case leadingZero
        /// The text starts with a byte order mark.
        case byteOrderMark
        /// More than `limit` arrays and objects are open at once.
        case tooDeep(limit: Int)
        /// The text has more than `limit` bytes.
        case tooLarge(limit: Int)
    }

    /// Where the fault is, in bytes from the start of the text.
    public let offset: Int

    /// The line of ``offset``, from 1.
    public let line: Int

    /// The column of ``offset`` in Unicode scalars, from 1.
    public let column: Int

    /// What is wrong there.
    public let reason: Reason

    package init(_ fault: JSONFault, in bytes: [UInt8]) {
        let location = JSONLocation(of: fault.offset, in: bytes)
        offset = fault.offset
        line = location.line
        column = location.column
        reason = fault.reason(in: bytes)
    }

    /// The place and the reason in one line.
    public var description: String { "line \(line), column \(column) (byte \(offset)): \(reason)" }
}

extension JSONParseError.Reason: CustomStringConvertible {
    /// What was expected and what was found.
    public var description: String {
        switch self {
        case .endOfText(let expected): "expected \(expected), found the end of the text"
        case .unexpected(let found, let expected): "expected \(expected), found \(found)"
        case .unterminatedString: "the string has no closing quotation mark"
        case .controlCharacter(let byte): "control character \(byte) in a string must be escaped"
        case .invalidEscape: "a backslash must be followed by one of \"\\/bfnrt or by u and four hexadecimal digits"
        case .invalidUTF8: "the bytes are not valid UTF-8"
        case .leadingZero: "a number cannot have leading zeros"
        case .byteOrderMark: "JSON must not start with a byte order mark; remove it"
        case .tooDeep(let limit): "more than \(limit) arrays and objects are open at once"
        case .tooLarge(let limit): "the text is larger than the limit of \(limit) bytes"
        }
    }
}

/// A fault before its message, line and column are worked out: cheap, because a repair may meet many.
package struct JSONFault: Error {
    package enum Cause: Sendable {
        case expected(StaticString)
        case unterminatedString, controlCharacter, invalidEscape, invalidUTF8, leadingZero, byteOrderMark
        case tooDeep(limit: Int)
        case tooLarge(limit: Int)
    }

    package let offset: Int
    package let cause: Cause

    package init(offset: Int, cause: Cause) {
        self.offset = offset
        self.cause = cause
    }

    /// The full reason, with what was found in place of what was expected.
    package func reason(in bytes: [UInt8]) -> JSONParseError.Reason {
        switch cause {
        case .expected(let expected):
            guard offset < bytes.count else { return .endOfText(expected: "\(expected)") }
            return .unexpected(found: Self.describe(bytes[offset]), expected: "\(expected)")
        case .controlCharacter: return .controlCharacter(offset < bytes.count ? bytes[offset] : 0)
        case .unterminatedString: return .unterminatedString
        case .invalidEscape: return .invalidEscape
        case .invalidUTF8: return .invalidUTF8
        case .leadingZero: return .leadingZero
        case .byteOrderMark: return .byteOrderMark
        case .tooDeep(let limit): return .tooDeep(limit: limit)
        case .tooLarge(let limit): return .tooLarge(limit: limit)
        }
    }

    private static func describe(_ byte: UInt8) -> String {
        switch byte {
        case 0x21...0x7E: "'\(Unicode.Scalar(byte))'"
        case 0x20: "a space"
        case 0x80...: "a character outside of ASCII"
        default: "control character \(byte)"
        }
    }
}
