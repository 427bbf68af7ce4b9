public import LosslessJSON

/// JSON recovered from a text, with an account of what was done for it.
public struct RepairedJSON: Sendable {
    /// The value. Its ``LosslessJSON/JSONValue/text`` is valid JSON; where nothing was repaired it is the source text.
    public let value: JSONValue

    /// How it was had. 1: the whole text was valid; 2: a part of it was; 3: by repair.
    public let step: Int

    /// Whether the text ended before the value did, so that something may be missing.
    ///
    /// A caller that acts on the value, such as by running a tool, should refuse it.
    public let isTruncated: Bool

    /// Where the value stood in the text that was given, in bytes.
    public let sourceRange: Range<Int>

    /// How many outermost objects and arrays the text had, those beyond repair included; 1 when the whole was valid.
    public let candidateCount: Int

    /// How many bytes were looked at, for tests of linearity.
    package let work: Int

    private let source: [UInt8]
    private let edits: EditList
    private let replacedDocument: Repair?

    init(
        value: JSONValue, step: Int, isTruncated: Bool, sourceRange: Range<Int>, candidateCount: Int, work: Int,
        source: [UInt8], edits: EditList, replacedDocument: Repair? = nil
    ) {
        self.value = value
        self.step = step
        self.isTruncated = isTruncated
        self.sourceRange = sourceRange
        self.candidateCount = candidateCount
        self.work = work
        self.source = source
        self.edits = edits
        self.replacedDocument = replacedDocument
    }

    /// Everything that was changed, in the order of the text; empty when the whole text was valid.
    public var repairs: [Repair] {
        guard step > 1 else { return [] }
        let inside = replacedDocument.map { [$0] } ?? edits.repairs(in: source)
        return [surroundings(0..<sourceRange.lowerBound)].compactMap(\.self) + inside
            + [surroundings(sourceRange.upperBound..<source.count)].compactMap(\.self)
    }

    /// The repair that left out what stands around the value, unless that is only whitespace.
    private func surroundings(_ range: Range<Int>) -> Repair? {
        let text = source[range].drop { $0.isJSONWhitespace }
        guard let first = text.first else { return nil }
        var words = text.filter { !$0.isJSONWhitespace && $0 != first }
        if words.allSatisfy({ $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }) == false { words = Array(text) }
        let isFence = (first == 0x60 || first == 0x7E) && words.count <= 12
        let isBracket = text.allSatisfy { $0.isJSONWhitespace || $0 == .closeBrace || $0 == .closeBracket }
        return Repair(
            kind: isFence
                ? .codeFence
                : isBracket ? .extraBracket : text.elementsEqual([.comma]) ? .trailingComma : .surroundingText,
            offset: range.lowerBound, before: String(decoding: source[range], as: UTF8.self), after: "")
    }
}
