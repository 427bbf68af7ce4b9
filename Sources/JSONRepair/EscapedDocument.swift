import LosslessJSON

/// A document that was escaped as if it stood in a string, such as `{\"a\": 1}`.
enum EscapedDocument {
    /// The document when taking back one level of escapes makes the whole text valid; nil otherwise.
    static func parse(_ bytes: [UInt8], options: RepairOptions) -> RepairedJSON? {
        guard options.level >= .commonly, let start = start(of: bytes) else { return nil }
        let end = (bytes.lastIndex { !$0.isJSONWhitespace } ?? start) + 1
        var unescaped: [UInt8] = []
        unescaped.reserveCapacity(end - start)
        var index = start
        while index < end {
            if bytes[index] == .backslash, index + 1 < end {
                switch bytes[index + 1] {
                case .quote, .backslash, .slash: unescaped.append(bytes[index + 1])
                case 0x6E: unescaped.append(.lineFeed)
                case 0x74: unescaped.append(.tab)
                case 0x72: unescaped.append(.carriageReturn)
                default: return nil
                }
                index += 2
            } else {
                unescaped.append(bytes[index])
                index += 1
            }
        }
        var parser = JSONParser(limits: options.limits, byteCount: unescaped.count)
        do throws(JSONFault) {
            try parser.parseValue(unescaped.span.bytes)
            try parser.parseEnd(unescaped.span.bytes)
        } catch {
            return nil
        }
        let repair = Repair(
            kind: .escapedDocument, offset: start, before: String(decoding: bytes[start..<end], as: UTF8.self),
            after: String(decoding: unescaped, as: UTF8.self))
        return RepairedJSON(
            value: JSONValue(document: parser.takeDocument(of: unescaped), index: 0), step: 3,
            isTruncated: false, sourceRange: start..<end, candidateCount: 1, work: bytes.count * 3, source: bytes,
            edits: EditList(), replacedDocument: repair)
    }

    /// Where the document starts, if its first token is an escaped quotation mark.
    private static func start(of bytes: [UInt8]) -> Int? {
        guard let start = bytes.firstIndex(where: { !$0.isJSONWhitespace }),
            bytes[start] == .openBrace || bytes[start] == .openBracket
        else { return nil }
        let marks: [UInt8] = [.openBrace, .openBracket]
        guard
            let first = bytes[start...].firstIndex(where: { !$0.isJSONWhitespace && !marks.contains($0) }),
            bytes[first] == .backslash, first + 1 < bytes.count,
            [.quote, 0x6E].contains(bytes[first + 1])
        else { return nil }
        return start
    }
}
