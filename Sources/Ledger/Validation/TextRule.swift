import Foundation

/// What a text of the ledger may look like.
///
/// Use ``validated(_:as:)`` where somebody types a value or a program hands one in, and ``sanitized(_:)`` where a value
/// comes from a log and its call must not be lost. Texts are normalised to NFC, so that two spellings of the same name
/// are one name in every database.
public struct TextRule: Sendable {
    /// The longest text, in bytes of UTF-8.
    public let maximumBytes: Int
    private let mayBeEmpty: Bool
    private let mayStartFormula: Bool
    private let isASCII: Bool

    /// A team, callsite, user, tag or budget name: letters of any script, but no control characters, no space at either
    /// end, and none of `=`, `+`, `-`, `@` in front, which a spreadsheet would run as a formula.
    public static let name = TextRule(maximumBytes: 256, mayBeEmpty: false, mayStartFormula: false, isASCII: false)
    /// The value of a tag: as a name, but it may be empty and start with any character.
    public static let tagValue = TextRule(maximumBytes: 256, mayBeEmpty: true, mayStartFormula: true, isASCII: false)
    /// An id: 1 to 128 visible ASCII characters.
    public static let identifier = TextRule(maximumBytes: 128, mayBeEmpty: false, mayStartFormula: true, isASCII: true)
    /// A model's id, a profile or an ARN.
    public static let model = TextRule(maximumBytes: 2048, mayBeEmpty: false, mayStartFormula: true, isASCII: false)
    /// A remark in words.
    public static let note = TextRule(maximumBytes: 2048, mayBeEmpty: true, mayStartFormula: true, isASCII: false)

    /// The text, normalised.
    ///
    /// The field is what the text is, as it stands at the head of a message: `team`.
    /// - Throws: ``LedgerError/Code/invalidInput`` with the field, the text and the rule that it breaks.
    public func validated(_ text: String, as field: String) throws(LedgerError) -> String {
        if isPlainlyValid(text) { return text }
        if let rule = brokenRule(of: text) { throw .invalidInput(field, text, rule) }
        return Self.normalized(text)
    }

    /// Whether a text keeps every rule and is plain ASCII, as nearly all are: told by one look at its bytes.
    private func isPlainlyValid(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            guard let first = bytes.first, bytes.count <= maximumBytes, first != 0x20, bytes.last != 0x20,
                mayStartFormula || !Self.startsFormula(Unicode.Scalar(first))
            else { return false }
            let least: UInt8 = isASCII ? 0x21 : 0x20
            for byte in bytes where byte < least || byte > 0x7E { return false }
            return true
        } ?? false
    }

    /// The text changed as little as makes it valid; what was wrong with it, where something was.
    ///
    /// Control characters become `_`, a text that starts like a formula gets `_` in front, an over-long one is cut
    /// between two characters. An empty text stays empty.
    public func sanitized(_ text: String) -> (text: String, fault: String?) {
        guard !text.isEmpty, let fault = brokenRule(of: text) else { return (Self.normalized(text), nil) }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(maximumBytes + 1) {
            let isAllowed = Self.isHarmless(scalar) && (!isASCII || (scalar.isASCII && scalar != " "))
            scalars.append(isAllowed ? scalar : "_")
        }
        var result = Self.normalized(String(scalars.drop { $0 == " " }))
        if !mayStartFormula, let first = result.unicodeScalars.first, Self.startsFormula(first) {
            result = "_" + result
        }
        // One character can be longer than the limit, where combining marks pile up.
        while result.utf8.count > maximumBytes, result.count > 1 { result.removeLast() }
        while result.utf8.count > maximumBytes || result.unicodeScalars.last == " " {
            result.unicodeScalars.removeLast()
        }
        return (result, fault)
    }

    /// Whether a scalar does nothing but show itself: no control character, no line break, and none that reorders text.
    static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return false
        default: return !scalar.properties.isBidiControl && scalar.value != 0xFEFF
        }
    }

    private func brokenRule(of text: String) -> String? {
        if text.isEmpty { return mayBeEmpty ? nil : "must not be empty" }
        if text.utf8.count > maximumBytes { return "is \(text.utf8.count) bytes long; the limit is \(maximumBytes)" }
        if isASCII {
            let isVisible = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
            return isVisible ? nil : "must consist of visible ASCII characters without spaces"
        }
        guard let first = text.unicodeScalars.first, text.unicodeScalars.allSatisfy(Self.isHarmless) else {
            return "must not contain control characters"
        }
        if first == " " || text.unicodeScalars.last == " " { return "must not start or end with a space" }
        if !mayStartFormula, Self.startsFormula(first) {
            return "must not start with \"\(first)\", which spreadsheets take for a formula"
        }
        // Normalising can lengthen a text.
        let length = Self.normalized(text).utf8.count
        return length > maximumBytes ? "is \(length) bytes long in NFC; the limit is \(maximumBytes)" : nil
    }

    private static func startsFormula(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "=", "+", "-", "@", "＝", "＋", "－", "＠": true
        default: false
        }
    }

    private static func normalized(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
    }
}
