extension JSONValue: Equatable {
    /// Whether two values say the same: the same structure with members in the same order, strings equal once their
    /// escapes are decoded, numbers equal in their exact text. Whitespace does not count.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        if left.document === right.document, left.index == right.index { return true }
        let length = Int(left.entry.next) - left.index
        guard length == Int(right.entry.next) - right.index else { return false }
        // Both tapes list the same values in the same order, so equality needs no recursion.
        for step in 0..<length {
            let one = JSONValue(document: left.document, index: left.index + step)
            let other = JSONValue(document: right.document, index: right.index + step)
            guard one.entry.count == other.entry.count, one.kind == other.kind, one.hasSameContent(as: other) else {
                return false
            }
        }
        return true
    }

    private func hasSameContent(as other: JSONValue) -> Bool {
        switch kind {
        case .null, .array, .object: true
        case .boolean: entry.kind == other.entry.kind
        case .number: utf8 == other.utf8
        case .string:
            if entry.kind == .string, other.entry.kind == .string { utf8 == other.utf8 } else { units == other.units }
        }
    }

    /// A string's decoded bytes in which different lone surrogates stay different.
    private var units: [UInt8] {
        let bytes = document.bytes
        return JSONString.decode(
            bytes.span.bytes, in: entry.range.dropFirst().dropLast(), loneSurrogate: .kept)
    }
}
